import { describe, expect, it } from 'vitest'
import { PEOPLE_COMMANDS } from '../../src/domain/ticket/commands/index.js'
import { exampleCommand } from '../../src/domain/ticket/explain.js'
import { type Position, readPosition } from '../../src/domain/ticket/position.js'
import { createCommandPath } from '../support/command-path.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, readSearchAttributes, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, read, moderate, history } = createDriver(world)
const { readState } = createCommandPath(world)

const getRun = (number: string) =>
  connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, number))

async function fileStarted() {
  const filed = await world.file()
  const run = getRun(filed.number)
  const isStarted = () =>
    run.describe().then(
      () => true,
      () => false,
    )
  await world.until(isStarted)
  return { ...filed, run }
}

describe('operators see', () => {
  it('where a ticket stands in plain words, and no text of anybody’s', async () => {
    const { number } = await begin('completed')
    const metadata = await getRun(number).query<{ currentDetails?: string }>(
      '__temporal_workflow_metadata',
    )
    expect(metadata.currentDetails).toContain(`**${number}** is **completed**`)
    expect(metadata.currentDetails).toContain('Next timer: auto_verify at')
    const recorded = JSON.stringify(await getRun(number).fetchHistory())
    expect(recorded).toContain('userMetadata')
    expect(recorded).not.toMatch(/UHJpbnRlciBicm9rZW4/) // "Printer broken" in base64
  })
  it('its position, which is all that a run holds of it, and follows from the row', async () => {
    const { id, number } = await begin('in_progress')
    const isSame = async () => {
      const position = await getRun(number).query<Position>('position')
      expect(position).toEqual(readPosition(await readState(id), 'ticket'))
      return Object.keys(position).sort()
    }
    await isSame()
    await moderate(id, 'postpone', { reason: 'x' })
    await isSame()
    await moderate(id, 'undo')
    expect(await isSame()).toEqual(
      ['deadlines', 'endsAt', 'revision', 'seq', 'shown', 'version'], // no state
    )
  })
  it('search attributes as they are now, and none whose value went', async () => {
    const { id, number, run } = await fileStarted()
    const department = await world.departmentId('IT')
    const filed = {
      Organization: `demo-${world.suffix}`,
      TicketNumber: number,
      TicketStatus: 'submitted',
      Priority: 'normal',
      Department: department,
      TicketVersion: 1,
    }
    const find = () => readSearchAttributes(run)
    expect(await find()).toEqual(filed)
    const assigned = await moderate(id, 'assign', { priority: 'high' })
    expect(await find()).toEqual({
      ...filed,
      TicketStatus: 'assigned',
      Priority: 'high',
      Assignee: await world.userId('it.head'),
      DueAt: new Date(assigned.sla.resolutionDueAt ?? ''),
    })
    await moderate(id, 'undo')
    expect(await find()).toEqual(filed)
  })
})

describe('operators', () => {
  it('assign and close by signals, with the same guards, and both are kept', async () => {
    const { id, run } = await fileStarted()
    await run.signal('close', {}) // submitted tickets can't be closed
    await run.signal('assign', { colour: 'red' }) // not a body of the route
    await run.signal('assign', { priority: 'high' })
    await world.until(async () => (await read(id)).status === 'assigned')
    await run.signal('close', { reason: 'by hand' })
    await world.until(async () => (await read(id)).status === 'closed')
    expect((await read(id)).priority).toBe('high')
    expect(await history(id)).toEqual(['submit', 'assign by operator', 'close by operator'])
    const audit = await call('admin', 'GET', `/admin/audit?ticketId=${id}&actor=operator`)
    const entries = audit.items.map(
      (entry: { action: string; outcome: string; after: { code?: string } }) =>
        `${entry.action} ${entry.after.code ?? entry.outcome}`,
    )
    expect(entries).toEqual([
      'ticket.close ok',
      'ticket.assign ok',
      'ticket.assign validation_failed',
      'ticket.close invalid_transition',
    ])
  })
  it('may signal every command that people send; each has its outcome in the inbox', async () => {
    const { id, run } = await fileStarted()
    const state = await readState(id)
    const facts = { parent: null, settings: {}, approvers: [] }
    const context = { at: new Date().toISOString(), facts }
    for (const name of PEOPLE_COMMANDS) {
      const { payload, textsGiven } = exampleCommand(name, state, { kind: 'operator' }, context)
      await run.signal(name, { ...payload, ...Object.fromEntries(textsGiven.map((t) => [t, 'x'])) })
    }
    const judged = () =>
      world.db.query<{ name: string; status: string; code: string | null }>(
        `SELECT name, status, problem->>'code' AS code FROM command_inbox
         WHERE ticket_id = $1 AND status <> 'pending' ORDER BY created_at`,
        [id],
      )
    await world.until(async () => (await judged()).length === PEOPLE_COMMANDS.length)
    const outcomes = await judged()
    expect(outcomes.map(({ name }) => name)).toEqual([...PEOPLE_COMMANDS])
    expect(outcomes.filter(({ code }) => code === 'internal')).toEqual([])
    expect(outcomes.filter(({ status }) => status === 'applied').length).toBeGreaterThan(2)
  })
  it('who signal what is no command are ignored, and the log says so', async () => {
    const { id, run } = await fileStarted()
    await run.signal('dance', { fast: true })
    await run.signal('auto_close') // nobody's but the system's
    await run.signal('assign', {})
    await world.until(async () => (await read(id)).status === 'assigned')
    const known = await world.db.query('SELECT name FROM command_inbox WHERE ticket_id = $1', [id])
    expect(known).toEqual([{ name: 'assign' }])
    const names = world.logged
      .filter(({ meta }) => meta?.workflowId === run.workflowId)
      .map(({ meta }) => meta?.name)
    expect(names).toEqual(['dance', 'auto_close'])
  })
})
