import { randomUUID } from 'node:crypto'
import readWorkbook from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { REPORT_TABLES } from '../../src/database/report-tables.js'
import type { SlaStep } from '../../src/domain/sla/tally.js'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { LIVE, type Status } from '../../src/domain/ticket/status.js'
import { readBacklogReport, readWorkloadReport } from '../../src/read/reports/backlog.js'
import { createReportListener } from '../../src/write/reports/listener.js'
import { rebuildReports } from '../../src/write/reports/rebuild.js'
import { createCommandPath, type Given } from '../support/command-path.js'
import { hearAll } from '../support/heard.js'
import { drawFacts, drawScope, expectRecount } from '../support/report-facts.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const path = createCommandPath(world)
const HOUR = 3_600_000
const MINUTE = 60_000
const BEGIN = Date.parse('2030-03-04T00:00:00.000Z')
const ALL = 'from=2030-01-01T00:00:00Z&to=2032-01-01T00:00:00Z'
const EVER = 'from=2030-01-01T00:00:00Z&to=2040-01-01T00:00:00Z'
const URL = `/reports/sla?${ALL}`

let agent = ''
let it1 = ''
const tickets: string[] = []
beforeAll(async () => {
  agent = await world.userId('it.agent')
  it1 = await world.departmentId('IT')
}, 60_000)

const REASON: Given = { texts: { reason: 'x' } }
const NOTES: Given = { texts: { notes: 'x', comment: 'x' } }
type Step = [who: string, name: CommandName, given?: Given]
const close: Step = ['moderator', 'close', REASON]
const undo: Step = ['moderator', 'undo']
const complete: Step = ['it.agent', 'complete', NOTES]
const raise: Step = ['moderator', 'change_priority', { payload: { priority: 'urgent' } }]
/** What somebody is likely to do with a ticket that stands so; what is refused changes nothing. */
const STEPS: Partial<Record<Status, Step[]>> = {
  submitted: [
    ['moderator', 'assign'],
    ['moderator', 'assign'],
  ],
  assigned: [['it.agent', 'start'], ['it.agent', 'start'], ['moderator', 'postpone', REASON], undo],
  in_progress: [
    complete,
    ['it.agent', 'progress', { payload: { percent: 50 } }],
    close,
    raise,
    undo,
  ],
  completed: [['requester', 'resolve'], ['requester', 'request_rework', NOTES], undo],
  resolved: [close, ['requester', 'request_rework', NOTES], undo],
  closed: [['moderator', 'reopen', REASON], undo],
  reopened: [
    ['it.agent', 'start'],
    ['it.agent', 'start'],
  ],
  postponed: [['moderator', 'restart'], close],
}

async function takeStep(id: string, at: string, random: (below: number) => number) {
  const { status, departmentId } = await path.readState(id)
  const steps = STEPS[status] ?? []
  const [who, name, given] = steps[random(steps.length)] ?? undo
  const isGiven = name === 'assign' && departmentId === it1
  const payload = isGiven ? { payload: { assigneeId: agent } } : {}
  await path.give(who, id, name, { ...given, ...payload, at })
}

function createRandom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** Carries out what the clocks of a ticket are owed by then. */
async function fire(id: string, at: string): Promise<void> {
  for (let n = 0; n < 8; n += 1) {
    const { deadlines } = await path.readState(id)
    const due = (['first_response', 'resolution'] as const).find(
      (kind) => (deadlines[kind]?.at ?? '9') <= at,
    )
    const deadline = due && deadlines[due]
    if (due === undefined || deadline === undefined) return
    const commandId = `${id}/${due}/${deadline.seq}/${deadline.n ?? 1}`
    await path.carryOutDeadline(id, { ...deadline, kind: due }, commandId, deadline.at)
  }
}

type Sums = Record<'tickets' | `${'firstResponse' | 'resolution'}.${'met' | 'breached'}`, number>
const NOTHING: Sums = {
  ...{ tickets: 0, 'firstResponse.met': 0, 'firstResponse.breached': 0 },
  ...{ 'resolution.met': 0, 'resolution.breached': 0 },
}

/** By the day on which clocks have started, from what the proofs say alone. */
async function recount(): Promise<Record<string, Sums>> {
  const days: Record<string, Sums> = {}
  for (const id of tickets) {
    const { body } = await world.call('moderator', 'GET', `/tickets/${id}/sla/proof?limit=200`)
    for (const life of divide(body.steps as SlaStep[])) {
      const sums = { ...(days[life[0]?.at.slice(0, 10) ?? ''] ?? NOTHING) }
      sums.tickets += 1
      for (const [clock, name] of CLOCKS) {
        const own = life.filter((step) => step.clock === clock && step.kind !== 'warn')
        if (own.some(({ kind }) => kind === 'breach')) sums[`${name}.breached`] += 1
        else if (own.at(-1)?.kind === 'met') sums[`${name}.met`] += 1
      }
      days[life[0]?.at.slice(0, 10) ?? ''] = sums
    }
  }
  return days
}
const CLOCKS = [
  ['first_response', 'firstResponse'],
  ['resolution', 'resolution'],
] as const

/** Each life begins with the start of both clocks. */
function divide(all: readonly SlaStep[]): SlaStep[][] {
  const lives: SlaStep[][] = []
  for (const step of all) {
    const isBegin = step.kind === 'start' && lives.at(-1)?.[0]?.seq !== step.seq
    if (isBegin) lives.push([step])
    else lives.at(-1)?.push(step)
  }
  return lives
}

const readDays = async (who = 'admin', more = ''): Promise<Record<string, Sums>> => {
  const { status, body } = await world.call(who, 'GET', `${URL}${more}`)
  expect(status, JSON.stringify(body)).toBe(200)
  const days: Record<string, Sums> = {}
  for (const { from, tickets: n, firstResponse, resolution } of body.items) {
    const sums = days[from.slice(0, 10)] ?? { ...NOTHING }
    days[from.slice(0, 10)] = sums
    sums.tickets += n
    for (const kind of ['met', 'breached'] as const) {
      sums[`firstResponse.${kind}`] += firstResponse[kind]
      sums[`resolution.${kind}`] += resolution[kind]
    }
  }
  return days
}

/** Rows of nothing are none. */
async function readTables() {
  const rows = REPORT_TABLES.map(
    ({
      table,
      figures,
    }) => `SELECT '${table}' AS name, to_jsonb(t) - 'organization_id' AS row FROM ${table} t
      WHERE ${figures.map(({ column }) => `${column} <> 0`).join(' OR ')}`,
  )
  return world.owner.query(`${rows.join(' UNION ALL ')} ORDER BY name, row`)
}

async function rebuild() {
  const db = world.db.of(await world.organizationId())
  return rebuildReports({ query: (text, values) => db.query(text, values) })
}

describe('the report on service levels', () => {
  it('is a recount of the proofs, whatever happens, and is divided without loss', async () => {
    const random = createRandom(7)
    let clock = BEGIN
    for (let n = 0; n < 120; n += 1) {
      clock += random(25) === 0 ? 30 * HOUR : (random(3) + 1) * MINUTE
      const at = new Date(clock).toISOString()
      if (tickets.length < 4 || random(9) === 0) {
        const departmentId = await world.departmentId(random(3) === 0 ? 'HR' : 'IT')
        const priority = ['low', 'normal', 'high'][random(3)]
        tickets.push((await world.file('requester', { priority, departmentId })).id)
      }
      const id = tickets[random(tickets.length)] ?? ''
      await fire(id, at)
      await takeStep(id, at, random)
      if (n % 45 === 20) expect(await hearAll(world, createReportListener())).toEqual([])
    }
    expect(await hearAll(world, createReportListener())).toEqual([])
    const counted = await recount()
    const total = Object.values(counted).reduce(addUp, NOTHING)
    for (const [name, sum] of Object.entries(total)) expect(sum, name).toBeGreaterThan(0)
    expect(await readDays()).toEqual(counted)
    for (const groupBy of ['department', 'category', 'agent', 'priority', 'channel']) {
      expect(await readDays('moderator', `&groupBy=${groupBy}`), groupBy).toEqual(counted)
    }
    const months = Object.values(await readDays('admin', '&by=month')).reduce(addUp, NOTHING)
    expect(months).toEqual(total)
    const upTo = (at: string) =>
      world.call('admin', 'GET', `/reports/sla?from=2030-01-01T00:00:00Z&to=${at}`)
    expect((await upTo('2030-03-04T00:00:00Z')).body.items).toEqual([]) // the next span begins with it
    expect((await upTo('2030-03-04T00:00:01Z')).body.items).toHaveLength(1)
  }, 120_000)

  it('is rebuilt from nothing to the same tables, and corrected where it is wrong', async () => {
    const before = await readTables()
    expect(await rebuild()).toEqual({ tickets: tickets.length, corrected: 0, unequal: 0 })
    await world.owner.query('UPDATE report_sla SET tickets = tickets + 1 WHERE dimension = $1', [
      'channel',
    ])
    expect((await rebuild()).unequal).toBeGreaterThan(0)
    expect(await readTables()).toEqual(before)
    const kept = ['report_sla', 'report_times', 'report_volume']
    expect([...new Set(before.map(({ name }) => name))]).toEqual(kept)
    for (const { table } of REPORT_TABLES) {
      await world.owner.query(`DELETE FROM ${table}`)
    }
    await world.owner.query('DELETE FROM report_ticket')
    expect(await rebuild()).toMatchObject({ unequal: 0 })
    expect(await readTables()).toEqual(before)
  })

  it('has beside it what came, was closed, reopened and sent back, as history tells it', async () => {
    const counts = { created: tickets.length, closed: 0, reopened: 0, completed: 0, reworked: 0 }
    for (const id of tickets) {
      const { body } = await world.call('moderator', 'GET', `/tickets/${id}/history?limit=200`)
      const undone = new Set<number>()
      const last: Record<string, any>[] = []
      for (const item of body.items) {
        if (item.command === 'undo') undone.add(last.pop()?.seq)
        else if (!item.command.includes('sla')) last.push(item)
      }
      for (const { seq, command, from, to } of body.items) {
        if (undone.has(seq) || command === 'undo') continue
        if (command === 'request_rework') counts.reworked += 1
        else if (from !== to && to in counts) counts[to as keyof typeof counts] += 1
      }
    }
    for (const [name, count] of Object.entries(counts)) expect(count, name).toBeGreaterThan(0)
    const span = 'from=2020-01-01T00:00:00Z&to=2032-01-01T00:00:00Z&by=month'
    const sum = async (report: string) => {
      const { body } = await world.call('admin', 'GET', `/reports/${report}?${span}`)
      const sums: Record<string, number> = {}
      for (const { from: _, ...figures } of body.items) {
        for (const [name, n] of Object.entries(figures)) sums[name] = (sums[name] ?? 0) + Number(n)
      }
      return sums
    }
    const { created, closed, reopened, completed, reworked } = counts
    expect(await sum('volume')).toEqual({ created, closed, reopened })
    expect(await sum('reopens')).toMatchObject({ closed, reopened, completed, reworked })
  })

  it('tells how long it took as the clocks say, and percentiles within 2 %', async () => {
    const { body } = await world.call('admin', 'GET', `/reports/times?${ALL}&by=month`)
    const sla = (await world.call('admin', 'GET', `${URL}&by=month`)).body.items
    for (const [n, { firstResponse, resolution }] of body.items.entries()) {
      expect(firstResponse.meanSeconds).toBe(sla[n].meanFirstResponseSeconds)
      expect(resolution.meanSeconds).toBe(sla[n].meanResolutionSeconds)
    }
    const values = await world.owner.query<{ seconds: number }>(
      `SELECT (fact->'figures'->>'resolutionSeconds')::int AS seconds FROM report_ticket, jsonb_array_elements(facts) AS fact
       WHERE fact->>'area' = 'times' AND fact->'figures' ? 'resolutionSeconds' AND fact->>'at' < '2030-04-01' ORDER BY 1`,
    )
    const { count, p50Seconds, p90Seconds } = body.items[0].resolution
    expect(count).toBe(values.length)
    for (const [share, told] of [
      [0.5, p50Seconds],
      [0.9, p90Seconds],
    ]) {
      const exact = values[Math.ceil(count * share) - 1]?.seconds ?? 0
      expect(Math.abs(told - exact)).toBeLessThanOrEqual(Math.max(1, exact * 0.02))
    }
  })

  it('has in the backlog what is not ended, in any period, with whoever has it', async () => {
    const states = await Promise.all(tickets.map((id) => path.readState(id)))
    const live = states.filter(({ status }) => LIVE.includes(status))
    expect(live.length).toBeGreaterThan(0)
    expect(live.length).toBeLessThan(tickets.length)
    const ever = '2000-01-01T00:00:00.000Z'
    const db = world.db.of(await world.organizationId())
    const scope = { by: 'week', timezone: 'Asia/Kathmandu', departmentIds: null } as const
    const span = { ...scope, now: '2032-01-01T00:00:00.000Z', to: '2031-01-01T00:00:00.000Z' }
    const { items } = await readBacklogReport(db, { ...span, from: '2030-03-05T12:05:00.000Z' })
    expect(items.at(-1)?.open).toBe(live.length)
    expect(items.length).toBe(44) // every week from that of 4 March on
    const all = (await readBacklogReport(db, { ...span, from: ever })).items
    expect(all.slice(-44).map(({ open }) => open)).toEqual(items.map(({ open }) => open))
    expect(all.reduce((sum, { came, left }) => sum + came - left, 0)).toBe(live.length)
    const { items: people } = await readWorkloadReport(db, { ...span, from: ever })
    const last = new Map(people.map(({ key, open }) => [key, open]))
    for (const [key, open] of last) {
      expect(open, String(key)).toBe(live.filter(({ assigneeId }) => assigneeId === key).length)
    }
    expect(people.find(({ key }) => key === agent)?.name).toBeTruthy()
  })

  it('begins days where the zone does, and names what it is divided by', async () => {
    const { body } = await world.call(
      'admin',
      'GET',
      `${URL}&groupBy=department&timezone=Asia/Kathmandu`,
    )
    expect(new Set(body.items.map((item: { from: string }) => item.from.slice(11)))).toEqual(
      new Set(['18:15:00.000Z']),
    )
    const named = body.items.find((item: { key: string }) => item.key === it1)
    expect(named.name).toBe('Information technology')
  })

  it('is answered as tables and as pictures with the figures of the answer in JSON', async () => {
    await world.owner.query(
      `UPDATE department SET name = '=1+1' WHERE code = 'HR' AND organization_id = $1`,
      [await world.organizationId()],
    )
    const load = async (format: string, who = 'admin', url = `${URL}&by=month`) => {
      const headers = { Authorization: `Bearer ${await world.token(who)}` }
      const path = `/api/v1${url}&groupBy=department&format=${format}`
      const answer = await world.app.request(path, { headers })
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(answer.status, bytes.toString()).toBe(200)
      const kinds = ['content-type', 'content-disposition'].map((name) => answer.headers.get(name))
      return { bytes, type: kinds[0], disposition: kinds[1] }
    }
    const { body } = await world.call('admin', 'GET', `${URL}&by=month&groupBy=department`)
    const tickets = body.items.map((item: { tickets: number }) => item.tickets)

    const csv = await load('csv')
    expect(csv.type).toBe('text/csv; charset=utf-8')
    expect(csv.disposition).toContain('attachment; filename="sla-2030-01-01-2032-01-01.csv"')
    const lines = csv.bytes.toString().trim().split('\n')
    expect(lines[0]).toContain('from,key,name,tickets,firstResponse.met')
    expect(lines.slice(1).map((line) => Number(line.split(',')[3]))).toEqual(tickets)
    expect(csv.bytes.toString()).toContain(",'=1+1,")

    const xlsx = await load('xlsx')
    expect(xlsx.type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    const [sheet, about] = await readWorkbook(xlsx.bytes)
    expect(sheet?.data[0]?.slice(0, 3)).toEqual(['Month', 'Department', 'Tickets'])
    expect(sheet?.data.slice(1).map((row) => row[2])).toEqual(tickets)
    expect(sheet?.data.slice(1).map((row) => row[1])).toContain("'=1+1")
    expect(about?.data).toContainEqual(['Source', 'Perdure · Demo Ltd'])

    const svg = await load('svg')
    expect(svg.type).toBe('image/svg+xml')
    expect(svg.disposition).toBe('inline; filename="sla-2030-01-01-2032-01-01.svg"')
    expect(svg.bytes.toString()).toMatch(/^<svg .*role="img"><title>Resolutions breached by dep/)
    expect(svg.bytes.toString()).toContain('>Information technology</text>')
    const png = await load('png')
    expect(png.type).toBe('image/png')
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG')

    const ages = '/reports/volume?from=0001-01-01T00:00:00Z&to=9999-01-01T00:00:00Z'
    expect((await load('svg', 'admin', ages)).bytes.toString()).toContain('by month')
    const end =
      '/reports/volume?from=9999-12-01T00:00:00Z&to=9999-12-31T23:00:00Z&timezone=Asia/Tokyo&by=week'
    expect((await load('svg', 'admin', end)).bytes.toString()).toContain('Nothing to show')
    const begin = await world.call('admin', 'GET', '/reports/volume?to=0001-01-15T00:00:00Z')
    expect([begin.status, begin.body]).toEqual([200, { items: [] }])
    const foreign = await load('svg', 'admin@other.test')
    expect(foreign.bytes.toString()).toContain('Nothing to show')
    const refused = await world.call('requester', 'GET', `${URL}&format=png`)
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
  })

  it('shows a manager their own departments, and nobody else’s people', async () => {
    const all = await world.call('admin', 'GET', `${URL}&groupBy=department&by=month`)
    const own = all.body.items.filter((item: { key: string }) => item.key === it1)
    await world.owner.query(
      `UPDATE app_user SET roles = ARRAY['manager'], department_id = $1 WHERE email = 'requester2@demo.test'`,
      [it1],
    )
    const managed = await world.call('requester2', 'GET', `${URL}&groupBy=department&by=month`)
    expect(managed.body.items).toEqual(own)
    expect(own.length).toBeLessThan(all.body.items.length)
    const other = await world.call('admin@other.test', 'GET', URL)
    expect(other.body).toEqual({ items: [] })
  })

  it.each([
    'from=2030-02-01T00:00:00Z&to=2030-01-01T00:00:00Z',
    'by=hour',
    'groupBy=requester',
    'format=pdf',
    'timezone=Mars/Olympus',
    'timezone=IST', // India to some, Israel to others
    'timezone=SystemV/AST4',
    'from=yesterday',
  ])('refuses %s', async (query) => {
    const { status, body } = await world.call('admin', 'GET', `/reports/sla?${query}`)
    expect([status, body.code]).toEqual([400, 'validation_failed'])
  })
})

it('gives for any span, periods and zone what a recount of all facts gives', async () => {
  const random = createRandom(11)
  const [other] = await world.owner.query<{ id: string }>(
    `SELECT id FROM organization WHERE slug LIKE 'other-%'`,
  )
  const db = world.db.of(other?.id ?? '')
  await world.owner.query(
    'INSERT INTO report_ticket (organization_id, ticket_id, facts) VALUES ($1, uuidv7(), $2)',
    [db.organizationId, JSON.stringify(drawFacts(random, 1_000))],
  )
  await rebuildReports({ query: (text, values) => db.query(text, values) })
  let items = 0
  for (let n = 0; n < 40; n += 1) items += await expectRecount(db, drawScope(random))
  expect(items).toBeGreaterThan(500)
})

it('refuses a report of more items than are answered, and has it by longer periods', async () => {
  await world.owner.query(
    `INSERT INTO report_approvals (organization_id, grain, dimension, at, department, key, requested, approved, rejected, cancelled, decision_seconds)
     SELECT g.id, t.grain, d.dimension, date_trunc(t.grain, '2030-01-01T00:00:00Z'::timestamptz + day * interval '24 hours', 'UTC'), '',
       CASE d.dimension WHEN 'agent' THEN md5('a' || n)::uuid::text ELSE '' END, count(*), 0, 0, 0, 0
     FROM organization g, generate_series(0, 1000) day, LATERAL (VALUES ('agent', 100), ('department', 1)) d (dimension, most),
       generate_series(1, d.most) n, (VALUES ('day'), ('month')) t (grain) WHERE g.slug LIKE 'other-%' GROUP BY 1, 2, 3, 4, 6`,
  )
  const read = (by: string) =>
    world.call('admin@other.test', 'GET', `/reports/approvals?${EVER}&groupBy=agent&by=${by}`)
  const { body } = await read('day')
  expect(body).toMatchObject({ status: 400, code: 'validation_failed' })
  expect(body.details.by[0]).toContain('longer periods')
  expect((await read('month')).body.items).toHaveLength(3_300)
})

describe('the report on approvals', () => {
  it('tells what was asked, what approvers have made of it, and how long that took', async () => {
    const steps = [{ name: 'One', approvers: [await world.userId('ceo')] }]
    await world.call('admin', 'PATCH', '/admin/settings', { approvalPolicy: { steps } })
    const key = await world.departmentId('FIN')
    const { id } = await world.file('requester', { departmentId: key })
    const at = (minute: number) => new Date(BEGIN + 60 * 24 * HOUR + minute * MINUTE).toISOString()
    const ask = async (minute: number): Promise<string> => {
      const commandId = randomUUID()
      const given = { ...REASON, commandId, at: at(minute) }
      await path.give('finance.head', id, 'request_approval', given)
      return commandId
    }
    const decide = (minute: number, approvalId: string, approved: boolean) =>
      path.give('ceo', id, 'decide_approval', {
        ...{ payload: { approvalId, approved }, texts: { comment: 'x' }, at: at(minute) },
      })
    await path.give('moderator', id, 'assign', { at: at(0) })
    await path.give('finance.head', id, 'start', { at: at(1) })
    await decide(40, await ask(10), true)
    await decide(60, await ask(50), false)
    await ask(70)
    await path.give('moderator', id, 'undo', { at: at(71) }) // it was never asked
    await ask(80)
    const end = { ...REASON, payload: { cancelApproval: true }, at: at(90) }
    await path.give('moderator', id, 'close', end)
    expect(await hearAll(world, createReportListener())).toEqual([])
    const query = `${ALL}&by=month&groupBy=department`
    const { body } = await world.call('admin', 'GET', `/reports/approvals?${query}`)
    expect(body.items).toEqual([
      {
        ...{ from: '2030-05-01T00:00:00.000Z', key, name: 'Finance' },
        ...{ requested: 3, approved: 1, rejected: 1, cancelled: 1 },
        ...{ approvalRate: 0.5, meanDecisionSeconds: 1_200 },
      },
    ])
    expect((await rebuild()).unequal).toBe(0)
  })
})

function addUp(a: Sums, b: Sums): Sums {
  const keys = Object.keys(NOTHING) as (keyof Sums)[] // all of them
  return Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as Sums
}
