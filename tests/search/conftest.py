"""Posts to search."""

import pytest

from tests.factories import draft_post, published_post
from tests.search.indexing import index_everything


@pytest.fixture
def library(db: None) -> None:
    """Three public posts and a draft, indexed."""
    published_post(title="猫の話", body="ふくろうと猫。DeepSeekの値段は100%下がった。")
    published_post(title="犬の話", body="ガラケーと犬。ＡＩが来た。Ｅｘｃｅｌ")
    published_post(title="É", body="École naïve と snake_case")
    draft_post(title="秘密の猫", body="ふくろう")
    index_everything()
