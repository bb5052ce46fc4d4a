import { DeterminismViolationError } from '@temporalio/workflow'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { SCENARIOS } from '../record/scenarios.js'
import { HISTORY_NAMES, readHistory, replay, silenceReplays } from '../support/replay.js'

const bundle = { codePath: inject('bundlePath') }

beforeAll(silenceReplays)

describe('histories recorded on a real server', () => {
  it.each(HISTORY_NAMES)('%s replays on the code of today', async (name) => {
    expect(await replay(bundle, readHistory(name))).toBeUndefined()
  })
  it('are there for every scenario', () => {
    const scenarios = Object.keys(SCENARIOS).map((name) => `${name}.json`)
    expect(HISTORY_NAMES).toEqual(expect.arrayContaining(scenarios))
  })
  it('would show a change: a timer that the code no longer sets is a violation', async () => {
    const changed = readHistory('rework.json')
    const timer = changed.history.events.find(
      ({ eventType }) => eventType === 'EVENT_TYPE_TIMER_STARTED',
    )
    if (timer === undefined) throw new Error('no timer in the history')
    timer.eventType = 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED'
    timer.activityTaskScheduledEventAttributes = { activityId: '1', activityType: { name: 'x' } }
    delete timer.timerStartedEventAttributes
    expect(await replay(bundle, changed)).toBeInstanceOf(DeterminismViolationError)
  })
})
