/** A setting that would be unsafe or can't be read. Composition roots print it as one line and exit. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}
