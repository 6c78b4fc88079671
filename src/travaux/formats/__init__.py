"""Bytes to trees and trees to bytes. Pure: what is read and written is handed in and out."""
