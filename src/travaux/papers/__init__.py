"""The papers of a process, made from values: no disk, no network, no clock."""
