import { beforeAll, describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

/** More messages than are looked through, all newer than whatever was said before. */
const TALK = `INSERT INTO message (organization_id, id, ticket_id, version, kind, visibility, body, at)
  SELECT organization_id, uuidv7(), id, 1, 'message', 'public', 'The walrus ' || i, now()
  FROM ticket, generate_series(1, 2500) i WHERE id = $1`

const find = async (who: string, query: string) => {
  const { status, body } = await world.call(who, 'GET', `/tickets?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items.map(({ id }: { id: string }) => id) as string[]
}

describe('a word that was said thousands of times', () => {
  let seldom = ''
  let often = ''
  beforeAll(async () => {
    seldom = (await world.file('requester')).id
    await world.call('requester', 'POST', `/tickets/${seldom}/messages`, { body: 'A walrus!' })
    often = (await world.file('requester2')).id
    await world.owner.query(TALK, [often])
  })
  it('is found where it was said long before, if the rest is not asked for', async () => {
    expect(await find('moderator', 'q=walrus')).toContain(often)
    const requesterId = await world.userId('requester')
    expect(await find('moderator', `q=walrus&requesterId=${requesterId}`)).toEqual([seldom])
  })
  it('is found where it was said long before, if the rest may not be seen', async () => {
    expect(await find('requester', 'q=walrus')).toEqual([seldom])
    expect(await find('requester2', 'q=walrus')).toEqual([often])
  })
  it('is found where it was said long before, if the rest is of what was deleted', async () => {
    const set = (at: string) =>
      world.owner.query(`UPDATE ticket SET deleted_at = ${at} WHERE id = $1`, [often])
    await set('now()')
    expect(await find('moderator', 'q=walrus')).toEqual([seldom])
    await set('NULL')
  })
})

describe('what is found', () => {
  it('comes in pages, each ticket once, newest first', async () => {
    const filed = []
    for (let i = 0; i < 5; i += 1)
      filed.push((await world.file('requester', { title: `Narwhal ${i}` })).id)
    const found: string[] = []
    let cursor = ''
    do {
      const { body } = await world.call('requester', 'GET', `/tickets?q=narwhal&limit=2${cursor}`)
      expect(body.items.length).toBeLessThanOrEqual(2)
      found.push(...body.items.map(({ id }: { id: string }) => id))
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
    } while (cursor !== '')
    expect(found).toEqual(filed.toReversed())
  })
})

describe('a phrase', () => {
  let asked = ''
  let turned = ''
  beforeAll(async () => {
    asked = (await world.file('requester', { title: 'A scarlet ibis', description: 'x' })).id
    turned = (await world.file('requester', { title: 'An ibis', description: 'Of scarlet' })).id
    const said = { body: 'Write to jane.doe@example.com about the on-call ibis; kind regards' }
    await world.call('requester', 'POST', `/tickets/${turned}/messages`, said)
  })
  it.each([
    ['"scarlet ibis"', ['asked']],
    ['"ibis scarlet"', []],
    ['"of scarlet"', ['turned', 'asked']],
    ['scarlet ibis', ['turned', 'asked']],
    ['"scarlet ibis" -printer', ['asked']],
    ['"scarlet ibis" -scarlet', []],
    ['ibis -"scarlet ibis"', ['turned']],
    ['"scarlet ibis" or "kind regards"', ['turned', 'asked']],
    ['"regards kind"', []],
    ['"kind regards" ib', []],
    ['"kind regards" ibi', ['turned']],
    ['on-call', ['turned']],
    ['jane.doe@example.com', ['turned']],
  ])('%s is found in %s', async (q, found) => {
    const names = new Map([
      [asked, 'asked'],
      [turned, 'turned'],
    ])
    const ids = await find('requester', `q=${encodeURIComponent(q)}`)
    expect(ids.map((id) => names.get(id))).toEqual(found)
  })
  it('is found in the newest that have its words', async () => {
    const { id } = await world.file('requester2')
    const talk = `INSERT INTO message (organization_id, id, ticket_id, version, kind, visibility, body, at)
      SELECT organization_id, uuidv7(), id, 1, 'message', 'public', CASE i WHEN 600 THEN 'okapi calf' ELSE 'calf, okapi' END, now()
      FROM ticket, generate_series(1, 800) i WHERE id = $1`
    await world.owner.query(talk, [id])
    expect(await find('moderator', 'q="okapi calf"')).toEqual([id])
  })
})

describe('the words of a ticket', () => {
  it('follow an edit of a draft', async () => {
    const draft = { isDraft: true, title: 'Ocelot', description: 'A tapir' }
    const { body } = await world.call('requester', 'POST', '/tickets', draft)
    await world.call('requester', 'PATCH', `/tickets/${body.id}`, { title: 'Capybara' })
    expect(await find('requester', 'q=ocelot')).toEqual([])
    expect(await find('requester', 'q=capybara tapir')).toEqual([body.id])
  })
  it('are not written again by what changes none of them', async () => {
    const { id } = await world.file('requester', { title: 'Quokka' })
    const written = () =>
      world.owner.query('SELECT xmin::text FROM ticket_search WHERE ticket_id = $1', [id])
    const before = await written()
    await world.owner.query(
      `SELECT project_ticket(organization_id, state || jsonb_build_object('seq', seq + 1), '{}') FROM ticket WHERE id = $1`,
      [id],
    )
    expect(before).toHaveLength(1)
    expect(await written()).toEqual(before)
  })
})

describe('a search', () => {
  it.each(['-printer', 'the', 'the -printer', '" "'])('for %s alone is refused', async (q) => {
    const answer = await world.call('requester', 'GET', `/tickets?q=${encodeURIComponent(q)}`)
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed'])
  })

  it.each(["'", '\\', "a'b:*", 'x & | ! (', 'und-_.', '<->', ':*'])(
    'takes %s as words',
    async (q) => {
      const answer = await world.call('moderator', 'GET', `/tickets?q=${encodeURIComponent(q)}`)
      expect([200, 400]).toContain(answer.status)
    },
  )
})

describe('the last word of a search', () => {
  it.each([
    ['Wombat', 'wom', true],
    ['Wombat', 'wo', false],
    ['Wombat', '"wom"', false],
    ['打印机坏了', '打', true],
    ['プリンター', 'プリ', true],
    ['打印机坏了', '印', false],
  ])('%s is found by %s: %s', async (title, q, isFound) => {
    const { id } = await world.file('requester', { title: `${title} ${world.suffix}` })
    const path = `/tickets?q=${encodeURIComponent(q)}`
    const { body } = await world.call('requester', 'GET', path)
    expect(body.items.some((ticket: TicketView) => ticket.id === id)).toBe(isFound)
  })
})
