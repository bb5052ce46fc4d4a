import type { Machinery } from './deliver.js'
import type { Run } from './run.js'

/** Temporal forgets a run, or all of them, or what it has admitted. */
export function loseRun({ temporal, world: { random } }: Machinery): void {
  const run = random.pick([...temporal.runs.values()])
  if (run === undefined) return
  const isAll = random.happens(0.1)
  const isJobsOnly = random.happens(0.4)
  const lost: Run[] = isAll ? [...temporal.runs.values()] : [run]
  for (const one of lost) {
    if (!isJobsOnly) temporal.lose(one)
    const jobs = temporal.loseJobs(one)
    const hasLost = !isJobsOnly || jobs.some(({ kind }) => kind === 'catch_up')
    if (hasLost) temporal.hasLost = true
  }
}

/** PostgreSQL goes on as a replica that has not received the last writes, and Temporal knows of them. */
export function failOver(machinery: Machinery): void {
  const { temporal, world } = machinery
  const { random, store, tell } = world
  endDatabase(machinery)
  const lost = store.journal.failOver(random)
  tell(() => `PostgreSQL fails over, and lacks the last ${lost} writes`)
  if (lost === 0) return
  store.answers.forget()
  temporal.forgetFirings()
  temporal.hasLost = true
}

/** PostgreSQL dies, and is back: what was not flushed may be gone, and nothing hangs on it. */
export function crash(machinery: Machinery): void {
  const { random, store, tell } = machinery.world
  endDatabase(machinery)
  const lost = store.journal.crash(random)
  tell(() => `PostgreSQL crashes, and loses ${lost} writes that were not flushed`)
  store.answers.check(store.inbox)
}

function endDatabase({ processes, loops }: Machinery): void {
  processes.rollBackAll()
  loops.dropRounds()
}
