import { describe, expect, it } from 'vitest'
import { deferCommand } from '../../src/write/inbox/defer.js'
import { createCommandPath } from '../support/command-path.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { receive } = createCommandPath(world)

describe('a ticket with fifty commands that wait', () => {
  it('takes no more, and says so', async () => {
    await world.db.query('DELETE FROM command_inbox')
    const { id } = await world.file()
    const give = (who: string) => receive(who, id, 'set_tags', { payload: { tags: ['a'] } })
    for (let n = 0; n < 50; n += 1)
      await deferCommand(world.db, (await give('moderator')).commandId)
    expect((await give('moderator')).kind).toBe('crowded')
    const answer = await world.call('moderator', 'POST', `/moderator/tickets/${id}/assign`, {})
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    expect(answer.headers.get('retry-after')).not.toBeNull()
  })
})
