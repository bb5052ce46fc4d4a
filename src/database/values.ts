/** Collects the values of a statement whose text is put together, and gives the placeholder of each. */
export class Values {
  readonly list: unknown[]
  readonly #first: number

  /** `first` is the number of the first placeholder: 2 where `$1` is the organization. */
  constructor(list: readonly unknown[] = [], first = 2) {
    this.list = [...list]
    this.#first = first
  }

  add(value: unknown): string {
    this.list.push(value)
    return `$${this.list.length + this.#first - 1}`
  }
}
