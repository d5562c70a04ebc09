"""How alike two pictures are. Every function takes two batches `(B, 3, H, W)` in [0, 1] and gives one number for each pair, `(B,)`.

| module | functions |
|---|---|
| `pixel` | `mse`, `pixel_similarity` |
| `edge` | `edge_distance` |
| `ssim` | `ssim` |
| `mask` | `mask_iou` (the one that has no gradient) |
| `perceptual` | `lpips_distance` |
| `weights` | `fetch_lpips`: where the perceptual network comes from |
"""
