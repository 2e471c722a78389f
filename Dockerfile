# One image, three roles: ZUIMEI_ROLES decides what a container does.
FROM node:20-bookworm-slim AS base
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ffmpeg ca-certificates \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app

FROM base AS build
COPY package.json package-lock.json .npmrc ./
# Not npm ci: see scripts/run.mjs.
RUN npm install --no-save --include=dev
COPY . .
# The build needs some secret to read the configuration; buildStudio makes a throw-away one, nothing is baked in.
RUN node scripts/run.mjs build && npm prune --omit=dev

FROM base
COPY --from=build --chown=node:node /app /app
RUN mkdir -p /app/media && chown node:node /app/media
USER node
VOLUME /app/media
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--conditions=production", "--enable-source-maps", "dist/server.js"]
