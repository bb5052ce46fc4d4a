import type { Fault } from './faults.js'
import { checkPunctuality, checkRecords, checkWaiting } from './properties.js'
import { decideEverything, outliveDeadlines } from './settle.js'
import { Story } from './story.js'
import type { World } from './world.js'

/** How many commands are carried out before anything goes wrong, so that stories begin at different places. */
const MOST_PREPARED = 7

/** Tells the story of a seed and judges it at its end; throws what was broken, with the whole story. */
export function simulate(seed: number, steps: number, fault?: Fault): void {
  try {
    tell(seed, steps, fault, () => undefined)
  } catch {
    // carried out again from the same seed, for its lines are built only when somebody reads them
    const lines: string[] = []
    try {
      tell(seed, steps, fault, (line) => lines.push(line()))
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error)
      throw new Error(`seed ${seed}: ${what}\n${lines.join('\n')}`, { cause: error })
    }
  }
}

function tell(seed: number, steps: number, fault: Fault | undefined, line: World['tell']): void {
  const story = new Story(seed, fault, line)
  for (let prepared = story.world.random.below(MOST_PREPARED); prepared > 0; prepared -= 1) {
    story.sendCommand()
    story.deliverWhatComes()
  }
  for (let step = 0; step < steps; step += 1) story.happen()
  line(() => 'the faults are over')
  decideEverything(story)
  if (!story.temporal.hasLost) checkWaiting(story)
  outliveDeadlines(story)
  checkPunctuality(story)
  checkRecords(story)
}
