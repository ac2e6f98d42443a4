/** A binary heap of numbers that gives the smallest first. */
export class MinHeap {
  private readonly items: number[] = [];

  get size(): number {
    return this.items.length;
  }

  push(item: number): void {
    const { items } = this;
    let index = items.length;
    items.push(item);
    while (index > 0) {
      const parent = Math.floor((index - 1) / 2);
      if (items[parent] <= item) {
        break;
      }
      items[index] = items[parent];
      index = parent;
    }
    items[index] = item;
  }

  pop(): number | undefined {
    const { items } = this;
    const smallest = items[0];
    const item = items.pop();
    if (items.length === 0 || item === undefined) {
      return smallest;
    }
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child + 1 < items.length && items[child + 1] < items[child]) {
        child += 1;
      }
      if (child >= items.length || items[child] >= item) {
        break;
      }
      items[index] = items[child];
      index = child;
    }
    items[index] = item;
    return smallest;
  }
}
