import { describe, expect, it } from 'vitest'
import { createDriver, omitCounters } from '../support/scenario-driver.js'
import { connectTemporal, DAY, fastForward } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, code, moderate, read, notificationTypes, history } = createDriver(world)

const forward = (number: string, seconds: number) =>
  fastForward(connectTemporal(world), `postpone/demo-${world.suffix}/${number}`, seconds)
const reminders = async (id: string) =>
  (await notificationTypes('moderator2', id)).filter((type) => type === 'postpone_reminder').length
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const readRunStatus = async (number: string) => {
  const id = `postpone/demo-${world.suffix}/${number}`
  return connectTemporal(world)
    .workflow.getHandle(id)
    .describe()
    .then(
      ({ status }) => status.name,
      () => 'none',
    )
}

describe('postponing', () => {
  it('sets it aside, reminds every interval, none lost and none twice, and goes on from where it was', async () => {
    const { id, number } = await begin('in_progress')
    const before = await read(id)
    const postponed = await moderate(id, 'postpone', { reason: 'Parts are on order' })
    expect(postponed).toMatchObject({
      status: 'postponed',
      postponed: { reason: 'Parts are on order', reminderEvery: 'P3D', resumeAt: null },
      sla: { paused: true },
    })
    await world.until(async () => (await readRunStatus(number)) === 'RUNNING')
    await forward(number, 3 * DAY + 60)
    await world.until(async () => (await reminders(id)) === 1)
    await forward(number, 6 * DAY)
    await world.until(async () => (await reminders(id)) === 3)
    expect(
      (await notificationTypes('it.head', id)).filter((t) => t === 'postpone_reminder'),
    ).toHaveLength(3)
    expect((await read(id)).revision).toBe(postponed.revision) // reminders are internal events
    const back = await moderate(id, 'restart')
    expect(back).toMatchObject({ status: 'in_progress', postponed: null, sla: { paused: false } })
    const shift = (now: string | null, was: string | null) =>
      Date.parse(now ?? '') - Date.parse(was ?? '')
    expect(shift(back.sla.resolutionDueAt, before.sla.resolutionDueAt)).toBe(
      Date.parse(back.updatedAt) - Date.parse(postponed.postponed?.at ?? ''),
    )
    await world.until(async () => (await readRunStatus(number)) === 'COMPLETED')
    await moderate(id, 'postpone', { reason: 'again', reminderEvery: 'P1D' })
    await world.until(async () => (await readRunStatus(number)) === 'RUNNING')
    await forward(number, DAY + 60)
    await world.until(async () => (await reminders(id)) === 4)
    const proof = await call('moderator', 'GET', `/tickets/${id}/sla/proof`)
    expect(proof).toMatchObject({ equal: true })
    expect(proof.steps.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['start', 'pause', 'resume']),
    )
  })

  it.each([
    ['restart', 'restart', {}],
    ['reassign', 'reassign', { reason: 'x' }],
    ['close', 'close', { reason: 'x' }],
    ['undo', 'undo', {}],
    ['withdrawal', 'withdraw', {}],
  ])('reminds no more after %s', async (_name, verb, body) => {
    const { id, number } = await begin('in_progress')
    await moderate(id, 'postpone', { reason: 'x', reminderEvery: 'PT1S' })
    await world.until(async () => (await readRunStatus(number)) === 'RUNNING')
    if (verb === 'withdraw') await call('requester', 'POST', `/tickets/${id}/withdraw`, body)
    else await moderate(id, verb, body)
    await world.until(async () => (await readRunStatus(number)) === 'COMPLETED')
    const count = await reminders(id)
    await wait(1_500)
    expect(await reminders(id)).toBe(count)
  })

  it('is taken back exactly, and so is the restart with its reminders', async () => {
    const { id, number } = await begin('assigned')
    const before = await read(id)
    await moderate(id, 'postpone', { reason: 'x', resumeAt: '2099-01-01T00:00:00Z' })
    const postponed = await read(id)
    await moderate(id, 'restart')
    await moderate(id, 'undo')
    expect(omitCounters(await read(id))).toEqual(omitCounters(postponed))
    await world.until(async () => (await readRunStatus(number)) === 'RUNNING')
    await forward(number, 3 * DAY + 60)
    await world.until(async () => (await reminders(id)) === 1)
    expect(await code('moderator', 'POST', `/moderator/tickets/${id}/undo`)).toBe('nothing_to_undo')
    const again = await begin('assigned')
    await moderate(again.id, 'postpone', { reason: 'x' })
    await moderate(again.id, 'undo')
    expect(omitCounters(await read(again.id))).toEqual(omitCounters(again))
    expect(before.status).toBe('assigned')
  })

  it('goes on by itself at resumeAt, which nobody can undo', async () => {
    const { id, number } = await begin('in_progress')
    const resumeAt = new Date(Date.now() + DAY * 1000).toISOString()
    await moderate(id, 'postpone', { reason: 'x', resumeAt })
    await world.until(async () => (await readRunStatus(number)) === 'RUNNING')
    await forward(number, DAY + 60)
    await world.until(async () => (await read(id)).status === 'in_progress')
    expect((await history(id)).at(-1)).toBe('restart by system')
    expect(await code('moderator', 'POST', `/moderator/tickets/${id}/undo`)).toBe('undo_superseded')
    expect(await reminders(id)).toBe(0)
  })

  it('is refused to others, without a reason, from elsewhere, and into the past', async () => {
    const { id } = await begin('submitted')
    const path = `/moderator/tickets/${id}/postpone`
    expect(await code('requester', 'POST', path, { reason: 'x' })).toBe('forbidden')
    expect(await code('moderator', 'POST', path, { reason: 'x' })).toBe('invalid_transition')
    expect(await code('moderator', 'POST', path, {})).toBe('validation_failed')
    const open = await begin('in_progress')
    const past = { reason: 'x', resumeAt: '2020-01-01T00:00:00Z' }
    expect(await code('moderator', 'POST', `/moderator/tickets/${open.id}/postpone`, past)).toBe(
      'validation_failed',
    )
  })
})
