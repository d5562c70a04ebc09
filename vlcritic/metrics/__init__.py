"""How alike two pictures are. Every function takes two batches `(B, 3, H, W)` in [0, 1] and gives one number for each pair, `(B,)`.

| module | functions |
|---|---|
| `pixel` | `mse`, `pixel_similarity` |
| `edge` | `edge_distance`, `canny_error` |
| `ssim` | `ssim` |
| `mask` | `mask_iou` (the one that has no gradient) |
| `perceptual` | `lpips_distance` |
| `style` | `gram_distance`, `colour_distance`, `style_distance`, `style_error`, `sliced_wasserstein`: textures, wherever they lie |
| `weights` | `fetch_lpips`: where the network of the last two comes from |
"""
