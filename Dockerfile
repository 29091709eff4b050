# The image of handbook-bot: `docker build --tag handbook-bot .`

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
# Dependencies change less often than the code, so they are a layer of their own.
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY scripts/build.ts scripts/
COPY src src
COPY rules rules
COPY docs/index.md docs/precision.md docs/rules.json docs/rules.md docs/
COPY docs/rules docs/rules
COPY docs/guide docs/guide
COPY docs/schema docs/schema
RUN node scripts/build.ts && npm prune --omit=dev --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="handbook-bot" \
      org.opencontainers.image.description="A GitLab bot that reviews merge requests of a company handbook." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}"
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# The one folder the bot writes to; everything else may be read-only.
RUN install --directory --owner=node --group=node /data
VOLUME /data
# Two malloc settings: without them glibc keeps a hundred megabytes that nobody uses.
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    HANDBOOK_BOT_HOST=0.0.0.0 \
    HANDBOOK_BOT_PORT=8080 \
    HANDBOOK_BOT_DATA_DIR=/data
EXPOSE 8080
USER node
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.HANDBOOK_BOT_PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--max-semi-space-size=8", "/app/dist/handbook-bot.js"]
CMD ["serve"]
