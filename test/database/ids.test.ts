import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const FOLDERS = ['prisma/functions', 'src', 'activities', 'temporal']
const ID = String.raw`\b(?:[a-z]\w*\.)?(?:\w+_)?id::text\b`
/** On either side of a comparison, or in a list; what is selected, or told in an entry of the audit, is no matter. */
const COMPARED = new RegExp(
  String.raw`${ID}\)?\s*(?:=|<>|!=|~|(?:NOT )?(?:IN|LIKE)\b|IS (?:NOT )?DISTINCT)|(?:=|<>|!=|\bLIKE|DISTINCT FROM) *\(?${ID}`,
)

async function readAll(folder: string) {
  const names = (await readdir(folder, { recursive: true })).filter((name) =>
    /\.(ts|sql)$/.test(name),
  )
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  )
}

it('no id of a row is compared as a text, which no index has', async () => {
  const texts = (await Promise.all(FOLDERS.map(readAll))).flat()
  expect(texts.length).toBeGreaterThan(300)
  expect(texts.filter(({ text }) => COMPARED.test(text)).map(({ name }) => name)).toEqual([])
})

it.each([
  'a.id::text IN (SELECT x)',
  'id::text = ANY ($2)',
  'WHERE e.entity_id = a.id::text',
  'u.user_id::text <> $1',
])('%s would be found', (text) => {
  expect(text).toMatch(COMPARED)
})

it.each(["'attachment', a.id::text, a.ticket_id", 'p_suppressed ? delivery_id::text THEN 1'])(
  '%s is no comparison of a row’s id',
  (text) => {
    expect(text).not.toMatch(COMPARED)
  },
)
