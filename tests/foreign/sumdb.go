// Sumdb checks a signed checkpoint, and proofs for it, with Go's own implementation of notes and
// transparency logs (golang.org/x/mod/sumdb), which knows nothing of Travaux.
//
// It reads questions as JSON, one after the other, and answers each with one line: "ok", or what is
// wrong. A question with `old` asks for consistency with the checkpoint `old`, any other for the
// inclusion of `leaf` at `index`.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Vkey  string
	Note  string
	Old   string
	Leaf  []byte
	Index int64
	Path  [][]byte
}

func main() {
	questions := json.NewDecoder(os.Stdin)
	for {
		var asked question
		err := questions.Decode(&asked)
		if err == io.EOF {
			return
		}
		if err == nil {
			err = answer(asked)
		}
		if err != nil {
			fmt.Println(strings.ReplaceAll(err.Error(), "\n", " "))
			continue
		}
		fmt.Println("ok")
	}
}

func answer(asked question) error {
	size, root, err := head(asked.Vkey, asked.Note)
	if err != nil {
		return err
	}
	path := make([]tlog.Hash, len(asked.Path))
	for i, step := range asked.Path {
		if len(step) != tlog.HashSize {
			return fmt.Errorf("step %d has %d bytes", i, len(step))
		}
		copy(path[i][:], step)
	}
	if asked.Old == "" {
		return tlog.CheckRecord(path, size, root, asked.Index, tlog.RecordHash(asked.Leaf))
	}
	oldSize, oldRoot, err := head(asked.Vkey, asked.Old)
	if err != nil {
		return err
	}
	return tlog.CheckTree(path, size, root, oldSize, oldRoot)
}

// head verifies a checkpoint's signature and returns the size and root that were signed.
func head(vkey, signed string) (int64, tlog.Hash, error) {
	var root tlog.Hash
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return 0, root, err
	}
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return 0, root, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return 0, root, fmt.Errorf("not a checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return 0, root, err
	}
	hash, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || copy(root[:], hash) != tlog.HashSize {
		return 0, root, fmt.Errorf("the root is not one")
	}
	return size, root, nil
}
