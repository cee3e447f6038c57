"""The weights of e5-small-v2 (a BERT of 12 layers, MIT) as bert.py reads them, from the ONNX file that comes in a Java package.

    python e5.py e5-small-v2.onnx PACKAGES/e5/model/cut.npz
"""

import sys

import numpy as np
import onnx
from onnx import numpy_helper


def weights(graph):
    """name -> array. Matrices have no names of their own, only those of the products that they go into."""
    of = {i.name: numpy_helper.to_array(i).astype(np.float32) for i in graph.initializer}
    out = {name: array for name, array in of.items() if name.startswith(("embeddings.", "encoder.")) and array.ndim > 0}
    for node in graph.node:
        if node.op_type == "MatMul":
            for name in node.input:
                if name.startswith("onnx::MatMul") and name in of:
                    layer = node.name.strip("/").replace("/", ".").removesuffix(".MatMul")
                    out[f"{layer}.weight"] = np.ascontiguousarray(of[name].T)
    out.pop("embeddings.position_ids", None)
    return out


if __name__ == "__main__":
    np.savez(sys.argv[2], **weights(onnx.load(sys.argv[1]).graph))
