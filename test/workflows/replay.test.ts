import { readdirSync, readFileSync } from 'node:fs'
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker'
import { DeterminismViolationError } from '@temporalio/workflow'
import { beforeAll, describe, expect, inject, it } from 'vitest'

interface Recorded {
  workflowId: string
  history: { events: { eventType: string; [attributes: string]: unknown }[] }
}

const recorded = (name: string): Recorded =>
  JSON.parse(readFileSync(`test/histories/${name}`, 'utf8'))
const names = readdirSync('test/histories').filter((name) => name.endsWith('.json'))

async function replay({ workflowId, history }: Recorded): Promise<Error | undefined> {
  const options = { workflowBundle: { codePath: inject('bundlePath') } }
  for await (const { error } of Worker.runReplayHistories(options, [{ workflowId, history }]))
    return error
  return undefined
}

beforeAll(() => Runtime.install({ logger: new DefaultLogger('ERROR') }))

describe('histories recorded on a real server', () => {
  it.each(names)('%s replays on the code of today', async (name) => {
    expect(await replay(recorded(name))).toBeUndefined()
  })
  it('cover every road that was recorded', () => expect(names.length).toBeGreaterThanOrEqual(23))
  it('would show a change: a timer that the code no longer sets is a violation', async () => {
    const changed = recorded('rework.json')
    const timer = changed.history.events.find(
      ({ eventType }) => eventType === 'EVENT_TYPE_TIMER_STARTED',
    )
    if (timer === undefined) throw new Error('no timer in the history')
    timer.eventType = 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED'
    timer.activityTaskScheduledEventAttributes = { activityId: '1', activityType: { name: 'x' } }
    delete timer.timerStartedEventAttributes
    expect(await replay(changed)).toBeInstanceOf(DeterminismViolationError)
  })
})
