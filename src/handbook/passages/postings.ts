/** Which texts have a fingerprint. */
export interface Postings {
  /** The texts, laid out one fingerprint after the other. */
  readonly postings: Uint32Array;
  /** Where those of one fingerprint are; undefined where no text has it. */
  readonly find: (
    fingerprint: number,
  ) => { readonly from: number; readonly to: number } | undefined;
}

/** Turns the fingerprints of each text into the texts of each fingerprint, laid out one fingerprint after the other. */
export function invertFingerprints(
  fingerprints: Uint32Array,
  fingerprintEnds: Uint32Array,
): Postings {
  let size = 64;
  while (size < fingerprints.length * 1.5) size *= 2;
  const values = new Uint32Array(size);
  const ends = new Uint32Array(size);
  const counts = new Uint32Array(size);
  const slotOf = (fingerprint: number): number => {
    let slot = fingerprint & (size - 1);
    while (counts[slot] !== 0 && values[slot] !== fingerprint) slot = (slot + 1) & (size - 1);
    return slot;
  };
  const slots = new Uint32Array(fingerprints.length);
  for (let at = 0; at < fingerprints.length; at += 1) {
    const fingerprint = fingerprints[at] ?? 0;
    const slot = slotOf(fingerprint);
    values[slot] = fingerprint;
    counts[slot] = (counts[slot] ?? 0) + 1;
    slots[at] = slot;
  }
  let total = 0;
  for (let slot = 0; slot < size; slot += 1) {
    ends[slot] = total;
    total += counts[slot] ?? 0;
  }
  const postings = new Uint32Array(total);
  let at = 0;
  for (let text = 0; text < fingerprintEnds.length; text += 1) {
    for (; at < (fingerprintEnds[text] ?? 0); at += 1) {
      const slot = slots[at] ?? 0;
      const place = ends[slot] ?? 0;
      postings[place] = text;
      ends[slot] = place + 1;
    }
  }
  return {
    postings,
    find(fingerprint) {
      const slot = slotOf(fingerprint);
      const count = counts[slot] ?? 0;
      const to = ends[slot] ?? 0;
      return count === 0 ? undefined : { from: to - count, to };
    },
  };
}
