import { readFile } from 'node:fs/promises'
import type { World } from './world.js'

/** What a commit over a whole family may take, as lock_command sets it. */
const FAMILY_LIMIT = `'statement_timeout', '15s'`

/** While `work` goes on each event takes a second to write, and a family's commit may take a third of one. */
export async function withSlowCommits(world: World, work: () => Promise<void>): Promise<void> {
  const file = 'prisma/functions/lock_command.sql'
  const lockCommand = await readFile(file, 'utf8')
  if (!lockCommand.includes(FAMILY_LIMIT)) throw new Error(`${file} sets no limit`)
  const { owner } = world
  await owner.query(`CREATE FUNCTION write_slowly() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(1); RETURN NEW; END $$`)
  await owner.query(`CREATE TRIGGER write_slowly BEFORE INSERT ON ticket_event
    FOR EACH ROW EXECUTE FUNCTION write_slowly()`)
  await owner.query(lockCommand.replace(FAMILY_LIMIT, `'statement_timeout', '300ms'`))
  try {
    await work()
  } finally {
    await owner.query(lockCommand)
    await owner.query('DROP FUNCTION write_slowly CASCADE')
  }
}
