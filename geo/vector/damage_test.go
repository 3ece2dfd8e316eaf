package vector_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"renewal/geo"
	"renewal/geo/vector"
)

// What a damaged file may cost at most. The time is that of the processor, so
// that it does not hang on what else the machine does; a file that takes
// damagePatience is stuck.
const (
	damageTime     = 10 * time.Second
	damageBytes    = 1 << 30
	damagePatience = 2 * time.Minute
)

// outcome is what became of one damaged file.
type outcome struct {
	File     string
	Seconds  float64 // of the processor
	Peak     int64   // bytes of memory of the process
	Features int     // read
	Err      string  // as it was
	Fault    string  // why the file was not dealt with soundly
}

// TestDamage reads files that are damaged in every way we could think of, in
// processes of their own. Each must give an error that names the file, or sound
// layers, soon and in bounded memory.
func TestDamage(t *testing.T) {
	if testing.Short() {
		t.Skip("takes most of a minute")
	}
	files := corpus(t, t.TempDir())
	if len(files) < 200 {
		t.Errorf("%d files are too few", len(files))
	}
	// Several files share a process, which costs more to start than to read one.
	const share = 24
	batches := make(chan []string, len(files)/share+1)
	for at := 0; at < len(files); at += share {
		batches <- files[at:min(at+share, len(files))]
	}
	close(batches)
	var mu sync.Mutex
	var all []outcome
	var readers sync.WaitGroup
	for range max(2, runtime.NumCPU()) {
		readers.Go(func() {
			for batch := range batches {
				for len(batch) > 0 {
					got := readDamaged(t, batch)
					mu.Lock()
					all = append(all, got...)
					mu.Unlock()
					batch = batch[len(got):]
				}
			}
		})
	}
	readers.Wait()
	damageReport(t, all)
}

func damageReport(t *testing.T, all []outcome) {
	var slowest, largest outcome
	errs := 0
	for _, o := range all {
		if o.Seconds > slowest.Seconds {
			slowest = o
		}
		if o.Peak > largest.Peak {
			largest = o
		}
		if o.Err != "" {
			errs++
		}
		name := filepath.Join(filepath.Base(filepath.Dir(o.File)), filepath.Base(o.File))
		switch {
		case o.Fault != "":
			t.Errorf("%s: %s", name, o.Fault)
		case o.Seconds > damageTime.Seconds():
			t.Errorf("%s: took %.1f s", name, o.Seconds)
		case o.Peak > damageBytes:
			t.Errorf("%s: took up to %d MB", name, o.Peak>>20)
		}
		if os.Getenv("DAMAGE") != "" {
			t.Logf("%-40s %6.2f s %5d MB %5d features %.300s", name, o.Seconds, o.Peak>>20, o.Features, o.Err)
		}
	}
	t.Logf("%d files, %d errors; slowest %s, %.2f s; largest %s, %d MB", len(all), errs,
		filepath.Base(filepath.Dir(slowest.File)), slowest.Seconds, filepath.Base(filepath.Dir(largest.File)), largest.Peak>>20)
}

const damageChild = "RENEWAL_TEST_DAMAGE"

// readDamaged has another process read the files, up to one that it dies of.
func readDamaged(t *testing.T, files []string) []outcome {
	child := exec.Command(os.Args[0], "-test.run=^TestDamageChild$")
	child.Env = append(os.Environ(), damageChild+"=1")
	child.Stdin = strings.NewReader(strings.Join(files, "\n") + "\n")
	var words strings.Builder
	child.Stderr = &words
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Error(err)
		return make([]outcome, len(files))
	}
	var got []outcome
	lines := make(chan string)
	go func() {
		defer close(lines)
		for in := bufio.NewScanner(out); in.Scan(); {
			lines <- in.Text()
		}
		io.Copy(io.Discard, out)
	}()
	fault := "the process died of it"
	for len(got) < len(files) {
		late := time.NewTimer(damagePatience)
		var line string
		ok := true
		select {
		case line, ok = <-lines:
		case <-late.C:
			fault, ok = "took too long", false
			child.Process.Kill()
		}
		late.Stop()
		if !ok {
			break
		}
		var o outcome
		if json.Unmarshal([]byte(line), &o) == nil && o.File == files[len(got)] {
			got = append(got, o)
		}
	}
	for range lines {
	}
	child.Wait()
	if len(got) < len(files) {
		said := words.String()
		got = append(got, outcome{File: files[len(got)], Fault: fault + ": " + said[:min(len(said), 1500)]})
	}
	return got
}

// TestDamageChild is the other process.
func TestDamageChild(t *testing.T) {
	if os.Getenv(damageChild) == "" {
		t.Skip("for TestDamage")
	}
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		line, err := json.Marshal(deal(in.Text()))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("%s\n", line)
	}
}

// deal reads all layers of a file.
func deal(file string) outcome {
	o := outcome{File: file}
	debug.FreeOSMemory()
	forgetPeak()
	begin := processorTime()
	ctx := context.Background()
	infos, err := vector.Layers(ctx, file)
	o.judge(err)
	for _, info := range infos {
		layer, err := vector.Read(ctx, vector.Source{File: file, Layer: info.Name})
		o.judge(err)
		if err == nil {
			o.Features += layer.Len()
			if err := soundLayer(layer); err != nil {
				o.Fault = err.Error()
			}
		}
	}
	o.Seconds = (processorTime() - begin).Seconds()
	o.Peak = peak()
	return o
}

// processorTime is what the process has taken.
func processorTime() time.Duration {
	var used syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// forgetPeak makes peak count from here on, where the system can do that.
func forgetPeak() { os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) }

// peak is the most memory that the process has had, or 0 where that is unknown.
func peak() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		var used syscall.Rusage
		syscall.Getrusage(syscall.RUSAGE_SELF, &used) // in bytes on macOS, which has no /proc
		return int64(used.Maxrss)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes int64
	fmt.Sscan(rest, &kilobytes)
	return kilobytes << 10
}

// judge checks that an error is one of ours, on one line, and names the file.
func (o *outcome) judge(err error) {
	if err == nil {
		return
	}
	o.Err = err.Error()
	known := false
	for _, kind := range []error{geo.ErrUnreadable, geo.ErrNoLayer, geo.ErrNoFile, geo.ErrBadCRS, geo.ErrNoCRS, geo.ErrNoField} {
		known = known || errors.Is(err, kind)
	}
	switch {
	case !known:
		o.Fault = "an error of no kind: " + o.Err
	case !strings.Contains(o.Err, o.File):
		o.Fault = "an error that does not name the file: " + o.Err
	case strings.ContainsAny(o.Err, "\n\r") || !utf8.ValidString(o.Err):
		o.Fault = fmt.Sprintf("an error that is not one line: %q", o.Err)
	case len(o.Err) > 4096:
		o.Fault = fmt.Sprintf("an error of %d bytes", len(o.Err))
	}
}

// soundLayer checks what every layer promises.
func soundLayer(l *geo.Layer) error {
	for _, c := range l.Columns {
		if c.Len() != l.Len() || c.Nulls != nil && len(c.Nulls) != l.Len() {
			return fmt.Errorf("field %q has %d values for %d features", c.Name, c.Len(), l.Len())
		}
		for i, v := range c.Reals {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("field %q is %v in feature %d", c.Name, v, i)
			}
		}
		for i, v := range c.Texts {
			if !utf8.ValidString(v) {
				return fmt.Errorf("field %q is no UTF-8 in feature %d", c.Name, i)
			}
		}
		if !utf8.ValidString(c.Name) {
			return fmt.Errorf("a field name that is no UTF-8: %q", c.Name)
		}
	}
	return nil
}
