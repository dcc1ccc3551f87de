"""Canvas of the demo images: masks, inks and paint: demo/drawing/canvas.py."""

from PIL import Image, ImageChops

from demo.drawing.canvas import Brush, Canvas, both

SIZE = (80, 60)


def test_a_disc_covers_its_radius_and_value_0_removes_it() -> None:
    pen = Brush(SIZE)
    pen.circle((40, 30), 10)
    assert pen.mask().size == SIZE
    assert pen.mask().getbbox() == (30, 20, 51, 41)
    pen.circle((40, 30), 5, 0)
    mask = pen.mask()
    assert (mask.getpixel((40, 30)), mask.getpixel((40, 22))) == (0, 255)


def test_stitches_are_separate_lines_between_two_points() -> None:
    pen = Brush(SIZE)
    pen.stitches((0, 30), (80, 30), 4, 2)
    row = [pen.mask().getpixel((x, 30)) > 0 for x in range(SIZE[0])]
    starts = sum(here and not before for before, here in zip([False, *row], row, strict=False))
    assert starts == 4


def test_inks_multiply_and_paint_covers() -> None:
    sheet = Canvas("x", paper="#ffffff", size=SIZE)
    for colour in ("#ff0000", "#0000ff"):
        sheet.ink(sheet.everywhere(), colour)
    red, green, blue = sheet.image.getpixel((40, 30))
    assert max(red, green, blue) < 60
    sheet.paint(sheet.everywhere(), "#ff0000")
    red, green, blue = sheet.image.getpixel((40, 30))
    assert red > 200
    assert max(green, blue) < 60


def test_two_masks_share_only_their_overlap() -> None:
    sheet = Canvas("x", size=SIZE)
    left = sheet.shape(lambda pen: pen.box(0, 0, 50, 60))
    right = sheet.shape(lambda pen: pen.box(30, 0, 80, 60))
    assert both(left, right).getbbox() == (30, 0, 51, 60)


def test_the_seed_decides_about_grain_and_fibres() -> None:
    first, same, other = (Canvas(seed, size=SIZE).finished() for seed in ("x", "x", "y"))
    assert first.tobytes() == same.tobytes()
    assert ImageChops.difference(first, other).getbbox()


def test_the_binding_is_at_the_right_edge() -> None:
    sheet = Canvas("x", size=(800, 450))
    before = sheet.image.copy()
    sheet.bind()
    changed: Image.Image = ImageChops.difference(before, sheet.image)
    left, top, right, bottom = changed.getbbox() or (0, 0, 0, 0)
    assert left > 800 * 0.93
    assert (top, right, bottom) == (0, 800, 450)
