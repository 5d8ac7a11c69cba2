package io.airgapkit.vectors;

import java.util.List;

/** The list of vectors, in the order of the stages. */
public final class Vectors {
  private Vectors() {}

  /** All of them; their bytes are made when they are asked for. */
  public static List<Vector> all() {
    VectorList list = new VectorList();
    GoodVectors.addTo(list);
    ContainerVectors.addTo(list);
    SignatureVectors.addTo(list);
    GrammarVectors.addTo(list);
    RuleVectors.addTo(list);
    TimeVectors.addTo(list);
    OrderVectors.addTo(list);
    PathVectors.addTo(list);
    SignerVectors.addTo(list);
    StructureVectors.addTo(list);
    OutcomeVectors.addTo(list);
    return list.all();
  }

  /** The vector of that name. */
  public static Vector named(String name) {
    for (Vector vector : all()) {
      if (vector.name().equals(name)) {
        return vector;
      }
    }
    throw new IllegalArgumentException("no vector " + name);
  }
}
