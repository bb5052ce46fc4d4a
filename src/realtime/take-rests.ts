/** Something that is done about a place, with what was given for it since it was last done. */
type Act<P, G> = (place: P, given: readonly G[]) => void

interface Rest<G> {
  timer: NodeJS.Timeout
  isAsked: boolean
  given: Set<G>
}

/** Does it at once, and then not again for so long: what is asked for meanwhile is done together. */
export function takeRests<P, G>(
  restMs: number,
  namePlace: (place: P) => string,
  act: Act<P, G>,
): { ask: Act<P, G>; stop: () => void } {
  const rests = new Map<string, Rest<G>>()

  function ask(place: P, given: readonly G[]): void {
    const name = namePlace(place)
    const rest = rests.get(name)
    if (rest === undefined) {
      act(place, given)
      const timer = setTimeout(() => wake(place), restMs)
      rests.set(name, { timer, isAsked: false, given: new Set() })
      return
    }
    rest.isAsked = true
    for (const one of given) rest.given.add(one)
  }

  function wake(place: P): void {
    const name = namePlace(place)
    const rest = rests.get(name)
    rests.delete(name)
    if (rest?.isAsked) ask(place, [...rest.given])
  }

  return {
    ask,
    stop: () => {
      for (const { timer } of rests.values()) clearTimeout(timer)
      rests.clear()
    },
  }
}
