/**
 * In the FROM of a statement that is a transaction of its own: its commit is not waited for. Only for what a crash of the
 * database may take: a lease that nobody holds then, a key whose work is done again under its id.
 */
export const UNFLUSHED = "set_config('synchronous_commit', 'off', true) AS unflushed"
