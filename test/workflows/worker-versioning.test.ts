import { DefaultLogger, Runtime } from '@temporalio/worker'
import { expect, inject, it } from 'vitest'
import { createLogger } from '../../src/logger.js'
import { openTemporal } from '../../temporal/client.js'
import { startWorker } from '../../temporal/worker.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const { begin, read } = createDriver(world)
const deploymentName = `perdure-${process.pid}`

async function makeCurrent(buildId: string): Promise<void> {
  const client = openTemporal(world.config.temporal)
  await world.until(async () => {
    const { namespace } = client.options
    const request = { namespace, deploymentName, buildId, identity: 'test' }
    return client.workflowService.setWorkerDeploymentCurrentVersion(request).catch(() => undefined)
  }, 30_000)
  await client.connection.close()
}

it('a ticket goes on with the version that is made the current one', async () => {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') })
  const serve = (buildId: string) =>
    startWorker(
      { ...world.config, deploymentVersion: { deploymentName, buildId } },
      createLogger('silent', 'test'),
      inject('bundlePath'),
    )
  const old = await serve('one')
  await makeCurrent('one')
  const { id } = await begin('assigned')
  const next = await serve('two')
  await makeCurrent('two')
  await old.stop()
  const answer = await world.call('it.head', 'PATCH', `/tickets/${id}/status`, {
    status: 'in_progress',
  })
  expect(answer.status).toBe(200)
  expect((await read(id)).status).toBe('in_progress')
  await next.stop()
})
