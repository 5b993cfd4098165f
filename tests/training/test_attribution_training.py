"""The parts of training that can be wrong in silence: the mean of several networks, and the rate's course."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install -r training/requirements.txt")
pytest.importorskip("safetensors", reason="training needs safetensors: pip install -r training/requirements.txt")

from training.attribution.network import Network, Together  # noqa: E402
from training.attribution.plans import PLANS  # noqa: E402
from training.attribution.train import Plan, _schedule  # noqa: E402

_SMALL = {
    "hidden_size": 8,
    "layer_norm_eps": 1e-12,
    "vocab_size": 200,
    "max_position_embeddings": 16,
    "intermediate_size": 16,
    "num_attention_heads": 2,
    "num_hidden_layers": 1,
}


def _given(*networks: torch.nn.Module) -> list[tuple[torch.Tensor, torch.Tensor]]:
    ids = torch.tensor([[101, 150, 160, 102], [101, 170, 102, 0]])
    with torch.no_grad():
        return [network.eval()(ids, torch.ones_like(ids)) for network in networks]


def test_together_networks_give_the_mean_of_their_log_probabilities_in_the_same_shapes() -> None:
    torch.manual_seed(3)
    one, two = Network(_SMALL), Network(_SMALL)
    (tags, pointers), (tags_one, pointers_one), (tags_two, pointers_two) = _given(Together([one, two]), one, two)
    assert tags.shape == tags_one.shape
    assert pointers.shape == pointers_one.shape
    by_role = [t.reshape(2, 4, 3, 3).log_softmax(-1) for t in (tags_one, tags_two)]
    assert torch.allclose(tags.reshape(2, 4, 3, 3), (by_role[0] + by_role[1]) / 2, atol=1e-6)
    assert torch.allclose(pointers, (pointers_one.log_softmax(-1) + pointers_two.log_softmax(-1)) / 2, atol=1e-5)


def test_a_network_together_with_itself_says_what_it_says_alone() -> None:
    torch.manual_seed(4)
    one = Network(_SMALL)
    (tags, pointers), (alone, alone_pointers) = _given(Together([one, one]), one)
    assert torch.allclose(tags.reshape(2, 4, 3, 3).softmax(-1), alone.reshape(2, 4, 3, 3).softmax(-1), atol=1e-6)
    assert torch.allclose(pointers.softmax(-1), alone_pointers.softmax(-1), atol=1e-6)


def test_the_rate_goes_in_straight_lines_through_its_bends() -> None:
    plan = Plan(bends=((0.0, 0.0), (10.0, 1.0), (20.0, 1.0), (40.0, 0.0)))
    assert [_schedule(step, 40, plan) for step in (5, 10, 15, 30, 40)] == [0.5, 1.0, 1.0, 0.5, 0.0]


def test_the_networks_are_drawn_and_fed_apart_and_read_windows_of_one_length() -> None:
    assert len({(p.seed, p.heads_seed) for p in PLANS}) == len({p.seed for p in PLANS}) == len(PLANS)
    assert len({p.longest for p in PLANS}) == 1
