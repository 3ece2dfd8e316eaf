package coverage

import "sync"

// key is a grid point as one number, in the order of compare.
func (p pt) key() uint64 { return uint64(uint32(p.x)^1<<31)<<32 | uint64(uint32(p.y)^1<<31) }

// point is the inverse of key.
func point(key uint64) pt { return pt{int32(uint32(key>>32) ^ 1<<31), int32(uint32(key) ^ 1<<31)} }

// keyed is a number to sort by, and where it comes from.
type keyed struct {
	key uint64
	at  int32
}

const (
	digit = 11 // bits sorted by at a time: 2048 counters stay in the nearest cache
	radix = 1 << digit
	// shared is the least number of keys worth a second goroutine.
	shared = 1 << 14
)

// sortKeys sorts by key, and equal keys by the order they come in: each half by
// its digits, the halves at once, then merged. It may return its scratch.
func sortKeys(keys []keyed) []keyed {
	if len(keys) < shared {
		return sortDigits(keys, make([]keyed, len(keys)))
	}
	scratch := make([]keyed, len(keys))
	half := len(keys) / 2
	var low, high []keyed
	var wg sync.WaitGroup
	wg.Go(func() { low = sortDigits(keys[:half], scratch[:half]) })
	high = sortDigits(keys[half:], scratch[half:])
	wg.Wait()
	into := make([]keyed, 0, len(keys))
	for len(low) > 0 && len(high) > 0 {
		if high[0].key < low[0].key {
			into, high = append(into, high[0]), high[1:]
		} else {
			into, low = append(into, low[0]), low[1:]
		}
	}
	return append(append(into, low...), high...)
}

// sortDigits is a stable radix sort from the lowest digit. Digits that all keys
// share are passed over. It returns keys or scratch.
func sortDigits(keys, scratch []keyed) []keyed {
	if len(keys) == 0 {
		return keys
	}
	var some, all uint64 = 0, ^uint64(0)
	for _, k := range keys {
		some, all = some|k.key, all&k.key
	}
	differ := some &^ all
	var count [radix]int32
	for shift := 0; shift < 64; shift += digit {
		if differ>>shift&(radix-1) == 0 {
			continue
		}
		clear(count[:])
		for _, k := range keys {
			count[k.key>>shift&(radix-1)]++
		}
		sum := int32(0)
		for d, n := range count {
			count[d], sum = sum, sum+n
		}
		for _, k := range keys {
			d := k.key >> shift & (radix - 1)
			scratch[count[d]] = k
			count[d]++
		}
		keys, scratch = scratch, keys
	}
	return keys
}

// sortPoints sorts points and leaves out repeated ones.
func sortPoints(points []pt) []pt {
	keys := make([]keyed, len(points))
	for i, p := range points {
		keys[i].key = p.key()
	}
	keys = sortKeys(keys)
	sorted := points[:0]
	for i, k := range keys {
		if i == 0 || k.key != keys[i-1].key {
			sorted = append(sorted, point(k.key))
		}
	}
	return sorted
}
