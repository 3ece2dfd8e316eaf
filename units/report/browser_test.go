package report_test

import (
	"context"
	"encoding/json"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// chromium runs the browser without a window on a page, and returns what it prints.
func chromium(t *testing.T, path string, flags ...string) string {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil && program == "" {
			program = p
		}
	}
	if program == "" {
		t.Skip("no Chromium here")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	args := append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir=" + t.TempDir(), "--virtual-time-budget=20000"}, flags...)
	out, err := exec.CommandContext(ctx, program, append(args, "file://"+path)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// visit lets the page be used, and tells what was seen.
func visit(t *testing.T, text, size string) (seen struct {
	Units, Evidence, Tests, Charts, Repairs          int
	Found, Themes, Requests, Errors                  []string
	Tip, Clicked, Want, Hash, Chinese, English, Lang string
	Closed, Wide, Broken                             bool
}) {
	t.Helper()
	script, err := os.ReadFile(filepath.Join("testdata", "visit.js"))
	if err != nil {
		t.Fatal(err)
	}
	const listen = `<script>window.errors=[];addEventListener('error',e=>errors.push(e.message));addEventListener('unhandledrejection',e=>errors.push(String(e.reason)));
		for(const k of ['error','warn']){console[k]=(...a)=>errors.push(a.join(' '))}</script>`
	text = strings.Replace(text, "<head>", "<head>"+listen, 1)
	text = strings.Replace(text, "</body>", "<script>"+string(script)+"</script></body>", 1)
	path := filepath.Join(t.TempDir(), "页 page.html")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	dom := chromium(t, path, "--dump-dom", "--window-size="+size)
	found := regexp.MustCompile(`<pre id="seen">(.*?)</pre>`).FindStringSubmatch(dom)
	if found == nil {
		t.Fatalf("the visit came to no end: %s", dom[:min(len(dom), 2000)])
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(found[1])), &seen); err != nil {
		t.Fatal(err)
	}
	return seen
}

// The page works in a browser, on a desk and on a phone, whatever things are called.
func TestPageInABrowser(t *testing.T) {
	text := page(t, renamed(t, "default"))
	for _, size := range []string{"1440,900", "390,844"} {
		seen := visit(t, text, size)
		if len(seen.Errors) > 0 || len(seen.Requests) > 0 || seen.Broken {
			t.Errorf("%s: errors %q, requests %q, markup from a name: %v", size, seen.Errors, seen.Requests, seen.Broken)
		}
		if seen.Units < 50 || !slices.Equal(seen.Found, []string{seen.Want}) {
			t.Errorf("%s: %d units; looking for %q found %q", size, seen.Units, seen.Want, seen.Found)
		}
		if seen.Clicked != seen.Want || seen.Evidence != seen.Tests || seen.Tests == 0 || !strings.Contains(seen.Hash, "unit="+seen.Want) || seen.Tip == "" {
			t.Errorf("%s: a click on %q opened %q with %d of %d tests, at %q; the tip says %q", size, seen.Want, seen.Clicked, seen.Evidence, seen.Tests, seen.Hash, seen.Tip)
		}
		if seen.Chinese != "为何是这一类型" || seen.English != "Why this class" || seen.Lang != "en" || !seen.Closed {
			t.Errorf("%s: %q became %q in %q; Escape closes: %v", size, seen.Chinese, seen.English, seen.Lang, seen.Closed)
		}
		if !slices.Equal(seen.Themes, []string{"class", "criterion", "resource share", "mode"}) || seen.Charts < 5 || seen.Repairs < 4 || seen.Wide {
			t.Errorf("%s: themes %q, %d charts, %d cards on quality; wider than the screen: %v", size, seen.Themes, seen.Charts, seen.Repairs, seen.Wide)
		}
	}
}

// On paper each unit has one page, and all of it is there.
func TestPagePrintsAUnitAPage(t *testing.T) {
	r := result(t, "default", nil)
	folder := t.TempDir()
	path, pdf := filepath.Join(folder, "report.html"), filepath.Join(folder, "report.pdf")
	if err := os.WriteFile(path, []byte(page(t, r)), 0o666); err != nil {
		t.Fatal(err)
	}
	chromium(t, path, "--no-pdf-header-footer", "--print-to-pdf="+pdf)
	text, err := exec.Command("pdftotext", "-layout", pdf, "-").Output()
	if err != nil {
		t.Skip("no pdftotext here to read what was printed")
	}
	pages := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	at := 0
	for len(pages) > at && !strings.Contains(pages[at], "判定依据") {
		at++
	}
	for _, u := range r.Report.Units {
		if u.Class == "not_delineated" {
			continue
		}
		if at >= len(pages) {
			t.Fatalf("no page for %s", u.ID)
		}
		if !regexp.MustCompile(`(?m)^\s*`+regexp.QuoteMeta(u.ID)+`\s*$`).MatchString(pages[at]) || !strings.Contains(pages[at], "草案") {
			t.Errorf("page %d is not the whole sheet of %s:\n%s", at+1, u.ID, pages[at])
		}
		at++
	}
	if at != len(pages) {
		t.Errorf("%d pages follow the last unit", len(pages)-at)
	}
}
