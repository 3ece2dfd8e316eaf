// Command renewal draws urban renewal units that follow the detailed plan, and
// judges each by the rules of a city.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
