import type { z } from 'zod'
import { ConfigError } from './config-error.js'

/** What such a setting was given is nobody's to read in a log. */
const SECRET = /URL$|KEY|TOKEN|SECRET/

/** Throws a `ConfigError` that names the setting, what it was given and what it wants. */
export function parseEnvironment<T extends z.ZodType>(
  schema: T,
  env: NodeJS.ProcessEnv,
): z.infer<T> {
  const parsed = schema.safeParse(env)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const setting = String(issue?.path[0])
  const given = env[setting]
  if (setting === 'DATABASE_URL' && given === undefined) throw new ConfigError(NO_DATABASE)
  const shown =
    given === undefined || SECRET.test(setting) ? '' : `, and is ${JSON.stringify(given)}`
  throw new ConfigError(`${setting}: ${issue?.message}${shown}`)
}

const NO_DATABASE = 'DATABASE_URL: is not set (npm start sets it for its own PostgreSQL)'
