/** A worker without a free place takes no first task, so a few that are not eager say nothing. */
const MANY = 20

/** Notes what became of starts that were to be eager; calls once when none of the first many was. */
export function watchEagerness(onNever: () => void): (wasEager: boolean) => void {
  let missed = 0
  return (wasEager) => {
    missed = wasEager ? Number.NEGATIVE_INFINITY : missed + 1
    if (missed === MANY) onNever()
  }
}
