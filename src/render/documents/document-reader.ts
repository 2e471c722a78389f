/** The readers of what units hand in, behind the pipeline's port. */
import type { DocumentReader } from '../../pipeline/ports.ts'
import { readTable, readText } from './office.ts'
import { unzip } from './unzip.ts'

export const documentReader: DocumentReader = { unzip, table: readTable, text: readText }
