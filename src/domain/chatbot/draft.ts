import { foldWord, splitWords } from '../kb/words.js'
import { cut } from '../text.js'
import { cleanText } from './clean-text.js'
import { readIntent } from './intent.js'
import type { Category, Department, Places } from './prompt.js'

/** A ticket that somebody could file. */
export interface TicketDraft {
  title: string
  description: string
  departmentId?: string
  categoryId?: string
}

const LONGEST_TITLE = 120
const LONGEST_DESCRIPTION = 4_000

/** Of what a model writes for one, more is not looked at: it may be against us. */
const LONGEST_DRAFT = 12_000

/** What a model proposes, as far as it is real: in clean words, to departments and categories that there are. */
export function readDraft(text: string, places: Places): TicketDraft | undefined {
  const given = parseObject(text.slice(0, LONGEST_DRAFT))
  if (given === undefined) return undefined
  const title = readWords(given.title, LONGEST_TITLE).replace(/\s+/g, ' ')
  const description = readWords(given.description, LONGEST_DESCRIPTION)
  if (title === '' || description === '') return undefined
  const department = findNamed(places.departments, given.department)
  const categories = places.categories.filter(({ departmentId }) => departmentId === department?.id)
  return placeDraft({ title, description }, department, findNamed(categories, given.category))
}

/** The same from what somebody has asked, in their own words. */
export function draftFromWords(asked: readonly string[], places: Places): TicketDraft | undefined {
  const questions = asked.filter((text) => readIntent(text).kind === 'question')
  const told = questions.length === 0 ? asked : questions
  const description = cut(told.join('\n\n').trim(), LONGEST_DESCRIPTION)
  if (description === '') return undefined
  const begin = description.replace(/(?<=[.!?])\s.*|\n.*/s, '')
  const title = cut(begin.replace(/\s+/g, ' '), LONGEST_TITLE)
  const { department, category } = guessPlace(description, places)
  return placeDraft({ title, description }, department, category)
}

function placeDraft(
  draft: Pick<TicketDraft, 'title' | 'description'>,
  department: Department | undefined,
  category: Category | undefined,
): TicketDraft {
  return {
    ...draft,
    ...(department === undefined ? {} : { departmentId: department.id }),
    ...(category === undefined ? {} : { categoryId: category.id }),
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    // what begins and ends with a brace is an object, if it is JSON at all
    const given: unknown = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1))
    return Object.fromEntries(Object.entries(Object(given)))
  } catch {
    return undefined // a model has written what is no JSON
  }
}

function readWords(given: unknown, most: number): string {
  return typeof given === 'string' ? cut(cleanText(given.slice(0, 2 * most)).trim(), most) : ''
}

/** By name or code, in whatever case. */
function findNamed<T extends { name: string; code?: string }>(
  places: readonly T[],
  given: unknown,
): T | undefined {
  const wanted = typeof given === 'string' ? given.trim().toLowerCase() : ''
  return places.find(
    ({ name, code }) => code?.toLowerCase() === wanted || name.toLowerCase() === wanted,
  )
}

/** The category whose name has most of the words, or else the department. */
function guessPlace(text: string, { departments, categories }: Places) {
  const words = new Set(splitWords(text).map(foldWord))
  const category = findMostNamed(categories, words)
  const department =
    departments.find(({ id }) => id === category?.departmentId) ?? findMostNamed(departments, words)
  return { department, category: department === undefined ? undefined : category }
}

const SHORTEST = 3

function findMostNamed<T extends { name: string }>(
  places: readonly T[],
  words: ReadonlySet<string>,
): T | undefined {
  const count = ({ name }: T) =>
    new Set(
      splitWords(name)
        .map(foldWord)
        .filter((word) => word.length >= SHORTEST && words.has(word)),
    ).size
  const [best] = places
    .filter((place) => count(place) > 0)
    .toSorted((one, other) => count(other) - count(one))
  return best
}

/** Where a ticket goes that somebody files without saying where: to where they filed last, or to the first that there is. */
export function chooseDepartment(
  { departmentId }: Pick<TicketDraft, 'departmentId'>,
  departments: readonly Department[],
  lastId: string | null,
): string | undefined {
  const wanted = [departmentId, lastId].find((id) => departments.some((one) => one.id === id))
  return wanted ?? departments[0]?.id
}
