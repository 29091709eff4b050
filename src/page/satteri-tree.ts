import { createMdastHandle, dropHandle, MdastReader, serializeHandle } from "satteri";

import { NodeKind, type MarkdownTree } from "./markdown-tree.ts";

// Record of one node in the arena of satteri 0.10, in 32-bit words (its generated arena-layout.js).
// The layout may change with any version; `assertLayout` refuses to go on with another one.
const NODE_WORDS = 13;
const KIND = 1;
const START = 3;
const END = 4;
const CHILDREN_START = 9;
const CHILDREN_COUNT = 10;

// Below this length V8 copies instead of slicing.
const SLICE_CHARS_MIN = 13;
// Byte offset in the data of a list node.
const LIST_ORDERED = 4;

const FEATURES = { frontmatter: false } as const;

/** Parses Markdown with satteri: native, and read here from its flat arena without a tree of objects. */
export function parseWithSatteri(text: string, base: number): MarkdownTree {
  const handle = createMdastHandle(text, FEATURES, true);
  const bytes = serializeHandle(handle);
  dropHandle(handle);
  return new SatteriTree(bytes, base);
}

class SatteriTree implements MarkdownTree {
  readonly root = 0;
  readonly #reader: MdastReader;
  readonly #words: Uint32Array;
  readonly #nodes: number;
  readonly #children: number;
  readonly #base: number;

  constructor(bytes: Uint8Array, base: number) {
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    this.#reader = new MdastReader(aligned);
    this.#words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
    this.#nodes = this.#reader.header.nodesOffset >> 2;
    this.#children = this.#reader.header.childrenOffset >> 2;
    this.#base = base;
  }

  #word(node: number, field: number): number {
    return this.#words[this.#nodes + node * NODE_WORDS + field] ?? 0;
  }

  kind(node: number): number {
    return this.#word(node, KIND) & 0xff;
  }

  start(node: number): number {
    return this.#word(node, START) + this.#base;
  }

  end(node: number): number {
    return this.#word(node, END) + this.#base;
  }

  childCount(node: number): number {
    return this.#word(node, CHILDREN_COUNT);
  }

  child(node: number, index: number): number {
    return this.#words[this.#children + this.#word(node, CHILDREN_START) + index] ?? 0;
  }

  depth(node: number): number {
    return this.#reader.fieldU8(node, 0, 1);
  }

  isOrdered(node: number): boolean {
    return this.#reader.fieldU8(node, LIST_ORDERED, 0) !== 0;
  }

  value(node: number): string {
    return this.#string(node, 0);
  }

  url(node: number): string {
    return this.#string(node, 0);
  }

  alt(node: number): string {
    return this.#string(node, this.kind(node) === NodeKind.imageReference ? 20 : 8);
  }

  identifier(node: number): string {
    return this.#string(node, this.kind(node) === NodeKind.definition ? 16 : 0);
  }

  /** The reader gives slices of one large string: as such, one of them would keep all of it in memory. */
  #string(node: number, offset: number): string {
    const slice = this.#reader.fieldString(node, offset);
    return slice.length < SLICE_CHARS_MIN ? slice : [slice.slice(0, 1), slice.slice(1)].join("");
  }

  /** Whether the words read here are what satteri's own reader says. */
  agrees(): boolean {
    const { nodeStructSize, nodesOffset, childrenOffset } = this.#reader.header;
    if (nodeStructSize !== NODE_WORDS * 4 || nodesOffset % 4 !== 0 || childrenOffset % 4 !== 0) {
      return false;
    }
    for (let node = 0; node < this.#reader.nodeCount; node += 1) {
      const { type, position } = this.#reader.getNode(node);
      const isList = type === NodeKind.list;
      if (isList && this.isOrdered(node) !== this.#reader.getListData(node).ordered) return false;
      if (this.kind(node) !== type || position === undefined) return false;
      if (this.start(node) !== position.start.offset || this.end(node) !== position.end.offset) {
        return false;
      }
      const children = this.#reader.getChildIds(node);
      if (this.childCount(node) !== children.length) return false;
      if (children.some((child, index) => this.child(node, index) !== child)) return false;
    }
    return true;
  }
}

/** Whether the arena of the satteri that was loaded is laid out as this module expects. */
export function isLayoutKnown(): boolean {
  const sample = "# Leave\n\n- [é](a) *b*\n- ![c](d)\n\n1. f\n\n> `e`\n";
  const bytes = serializeHandle(createMdastHandle(sample, FEATURES, true));
  return new SatteriTree(bytes, 0).agrees();
}
