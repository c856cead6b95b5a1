"""The NumPy transformer: layers as forward/backward pairs, optimisers, checkpoints, sampling."""
