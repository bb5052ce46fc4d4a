import type { Values } from './values.js'

/** Collects the conditions that a caller asks for: what is left out asks for nothing. */
export class Filters {
  readonly list: string[] = []
  readonly #values: Values

  constructor(values: Values) {
    this.#values = values
  }

  add(value: unknown, condition: (placeholder: string) => string): void {
    if (value !== undefined) this.list.push(condition(this.#values.add(value)))
  }

  /** Any of a list; one alone is an equality, for the planner's sake. */
  addAny(column: string, list: readonly unknown[] | undefined, type: string): void {
    if (list?.length === 1) this.add(list[0], (p) => `${column} = ${p}::${type}`)
    else this.add(list, (p) => `${column} = ANY(${p}::${type}[])`)
  }
}
