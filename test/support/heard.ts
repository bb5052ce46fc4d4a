import { numberCommitted } from '../../src/database/sequence.js'
import type { Listener } from '../../src/write/listeners/listener.js'
import { createListenerRounds } from '../../src/write/listeners/rounds.js'
import type { World } from './world.js'

/** Has a listener hear all that has happened; gives what it has failed at. */
export async function hearAll({ db }: World, listener: Listener): Promise<unknown[]> {
  const errors: unknown[] = []
  while ((await numberCommitted(db, 1_000)).count > 0);
  const round = createListenerRounds({
    ...{ db, listeners: [listener] },
    onError: (error) => errors.push(error),
  })
  while (await round());
  return errors
}
