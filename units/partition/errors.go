package partition

import (
	"errors"
	"fmt"
)

// What can be wrong. Callers ask with errors.Is.
var (
	ErrProblem    = errors.New("bad problem")            // the numbers make no sense
	ErrInfeasible = errors.New("no partition possible")  // the rules contradict each other: proved
	ErrNotFound   = errors.New("no partition found")     // none that keeps the rules came up within the steps
	ErrUnassigned = errors.New("not assigned")           // a node without a group, or an excluded one with
	ErrRegion     = errors.New("spans two regions")      //
	ErrContiguity = errors.New("not connected")          //
	ErrLock       = errors.New("breaks a lock")          //
	ErrRange      = errors.New("sum outside its range")  //
	ErrCount      = errors.New("wrong number of groups") //
	ErrCost       = errors.New("unusable cost of group") // not finite, or below Floor
)

// GroupError says which group breaks which rule. It prints as
//
//	group 4 (node 17): area 31 above 30: sum outside its range
type GroupError struct {
	Group  int    // as numbered by the caller
	Node   int    // least node of the group
	Detail string // "" if Err says it all
	Err    error
}

func (e *GroupError) Error() string {
	s := fmt.Sprintf("group %d (node %d): ", e.Group, e.Node)
	if e.Detail != "" {
		s += e.Detail + ": "
	}
	return s + e.Err.Error()
}

func (e *GroupError) Unwrap() error { return e.Err }

// ComponentError says which component cannot be divided, and why. It prints as
//
//	component of node 17 (3 nodes): area at least 500, but all of it is 120: no partition possible
type ComponentError struct {
	Node   int // least node of the component
	Nodes  int
	Sum    string // name of the sum that cannot be met; "" if it is not one alone
	Detail string
	Err    error // ErrInfeasible or ErrNotFound
}

func (e *ComponentError) Error() string {
	noun := "nodes"
	if e.Nodes == 1 {
		noun = "node"
	}
	return fmt.Sprintf("component of node %d (%d %s): %s: %v", e.Node, e.Nodes, noun, e.Detail, e.Err)
}

func (e *ComponentError) Unwrap() error { return e.Err }
