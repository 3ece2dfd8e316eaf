// Command renewal draws urban renewal units that follow the detailed plan, and
// classes each by a ruleset. The flags are those of "renewal help COMMAND".
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
