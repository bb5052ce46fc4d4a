import { DeterminismViolationError } from '@temporalio/workflow'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import * as workflows from '../../workflows/index.js'
import { SCENARIOS } from '../record/scenarios.js'
import {
  HISTORY_NAMES,
  readHistory,
  readWorkflowType,
  replay,
  silenceReplays,
} from '../support/replay.js'

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
  it('are there for every kind of workflow', () => {
    const recorded = HISTORY_NAMES.map((name) => readWorkflowType(readHistory(name)))
    expect([...new Set(recorded)].sort()).toEqual(Object.keys(workflows).sort())
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
