import { expect, it } from 'vitest'
import { createReceiptLog } from '../../src/delivery/receipt-log.ts'
import { createLog } from '../../src/platform/log.ts'
import { createMemoryRecords } from '../fixtures/memory-records.ts'

it('knows a pack that was taken while the notes of others are still being written', async () => {
  const records = createMemoryRecords()
  let open = (): void => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const log = createReceiptLog({
    records: { ...records, addReceipt: (receipt) => gate.then(() => records.addReceipt(receipt)) },
    log: createLog('silent'),
  })
  const [one, another] = [{ id: 'p1' }, { id: 'p2' }]
  const pack = { releaseId: null, packVersion: '0'.repeat(40), screenId: 's1' }
  const at = new Date('2026-11-23T00:00:00Z')
  log.noteFetched(another, {}, () => [{ releaseId: 'r1', packVersion: null, screenId: null, at }])
  log.noteFetched(one, {}, () => [{ ...pack, at }])

  expect(await log.hasTaken(one, pack)).toBe(true)
  expect(await log.hasTaken(another, pack)).toBe(false)
  expect(records.tables.receipts).toEqual([])
  open()
  await log.settle()
  expect(records.tables.receipts).toHaveLength(2)
  expect(await log.hasTaken(one, pack)).toBe(true)
})
