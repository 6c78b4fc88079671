"""Measurements that can be repeated, peers beside ours in the same run."""
