"""Measures every change against recorded real failures: cases, recording, scores, the regression gate."""
