import { makePerson, type StandInPerson } from './people.js'

const BEGINNING = '2020-01-01T00:00:00.000Z'
const MOST = 1_000

/** The people of a stand-in: so many that are made up, and those that were put there. */
export function createCatalogue(people: number) {
  const own = new Map<string, StandInPerson>()
  const removed = new Set<string>()

  function find(employeeCode: string): StandInPerson | undefined {
    if (removed.has(employeeCode)) return undefined
    const n = /^S(\d{6})$/.exec(employeeCode)?.[1]
    const isMade = n !== undefined && Number(n) < people
    return own.get(employeeCode) ?? (isMade ? makePerson(Number(n), BEGINNING) : undefined)
  }

  /** Those whose codes are their own come after those that are made up. */
  function findAt(place: number): StandInPerson | undefined {
    if (place < people) return find(makePerson(place, BEGINNING).employeeCode)
    const code = listOwnCodes()[place - people]
    return code === undefined ? undefined : find(code)
  }
  const listOwnCodes = () => [...own.keys()].filter((code) => !/^S\d{6}$/.test(code))

  return {
    find,
    /** A cursor is a place. */
    list: (query: URLSearchParams, present: (person: StandInPerson, place: number) => unknown) => {
      const since = query.get('updatedSince') ?? ''
      const limit = Math.min(Number(query.get('limit') ?? 100), MOST)
      const total = people + listOwnCodes().length
      const items: unknown[] = []
      let place = Number(query.get('cursor') ?? 0)
      for (; place < total && items.length < limit; place += 1) {
        const person = findAt(place)
        if (person !== undefined && person.updatedAt >= since) items.push(present(person, place))
      }
      return { items, nextCursor: place < total ? String(place) : null, total }
    },
    /** Adds somebody, or changes them; their change is the newest. */
    put: (person: Partial<StandInPerson> & { employeeCode: string }) => {
      const { employeeCode } = person
      removed.delete(employeeCode)
      const fresh = { ...makePerson(0, BEGINNING), phone: null, departmentCode: null }
      const updatedAt = new Date().toISOString()
      own.set(employeeCode, { ...(find(employeeCode) ?? fresh), ...person, updatedAt })
    },
    remove: (employeeCode: string) => void removed.add(employeeCode),
  }
}

export type Catalogue = ReturnType<typeof createCatalogue>
