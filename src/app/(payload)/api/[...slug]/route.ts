/** Payload's REST API, for the admin alone; partners are served by delivery and never come here. */
import config from '@payload-config'
import { REST_DELETE, REST_GET, REST_OPTIONS, REST_PATCH, REST_POST, REST_PUT } from '@payloadcms/next/routes'
import { answerApi } from '../../../answer-api.ts'

type Handler = ReturnType<typeof REST_POST>

const guarded =
  (handler: Handler): Handler =>
  async (request, args) => {
    const { slug = [] } = (await args.params) ?? {}
    return answerApi(request, slug, await config, (admitted) => handler(admitted, args))
  }

export const GET = guarded(REST_GET(config))
export const POST = guarded(REST_POST(config))
export const DELETE = guarded(REST_DELETE(config))
export const PATCH = guarded(REST_PATCH(config))
export const PUT = guarded(REST_PUT(config))
export const OPTIONS = REST_OPTIONS(config)
