package units

import "sync"

// kept is what was made for roles, each time once. Many may ask at once.
type kept[T any] struct {
	mu sync.Mutex
	of map[string]func() (T, error)
}

// get is what was made for a role, or is made now.
func (k *kept[T]) get(role string, make func() (T, error)) (T, error) {
	k.mu.Lock()
	once := k.of[role]
	if once == nil {
		if k.of == nil {
			k.of = map[string]func() (T, error){}
		}
		once = sync.OnceValues(make)
		k.of[role] = once
	}
	k.mu.Unlock()
	return once()
}
