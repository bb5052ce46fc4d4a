import type { Environment } from './environment.js'
import { percentile } from './load.js'

export interface Answer {
  status: number
  ms: number
}

/** What people who work at the desk met. */
export interface Experience {
  answers: Answer[]
  seconds: number
}

interface Work {
  people: number
  /** The next ticket for whoever is free; undefined while there is none. */
  next: () => string | undefined
  isOver: () => boolean
}

const NONE_YET_MS = 20

/** People assign tickets, each the next one as soon as the last is answered. */
export async function letPeopleWork(
  environment: Environment,
  { people, next, isOver }: Work,
): Promise<Experience> {
  const authorization = `Bearer ${await environment.token('moderator@demo.test')}`
  const answers: Answer[] = []
  const began = performance.now()
  async function assignNext(): Promise<void> {
    const ticket = next()
    if (ticket === undefined) return new Promise((resolve) => setTimeout(resolve, NONE_YET_MS))
    const asked = performance.now()
    const response = await fetch(`${environment.api}/moderator/tickets/${ticket}/assign`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{}',
    })
    await response.arrayBuffer()
    answers.push({ status: response.status, ms: performance.now() - asked })
  }
  const person = async () => {
    while (!isOver()) await assignNext()
  }
  await Promise.all(Array.from({ length: people }, person))
  return { answers, seconds: (performance.now() - began) / 1000 }
}

export function describeExperience({ answers, seconds }: Experience): string {
  const times = answers.map(({ ms }) => ms)
  const count = (status: number) => answers.filter((answer) => answer.status === status).length
  const inTime = answers.filter(({ status, ms }) => status === 200 && ms <= 2_000).length
  const others = answers.length - count(200) - count(202)
  return [
    `${(count(200) / seconds).toFixed(1)} commands/s`,
    `p50 ${percentile(times, 0.5).toFixed(0)} ms`,
    `p95 ${percentile(times, 0.95).toFixed(0)} ms`,
    `longest ${Math.max(0, ...times).toFixed(0)} ms`,
    `${count(200)} of ${answers.length} answered 200 (${((100 * inTime) / Math.max(1, answers.length)).toFixed(0)} % within 2 s)`,
    `${count(202)} put off`,
    ...(others > 0 ? [`${others} refused or failed`] : []),
  ].join(', ')
}
