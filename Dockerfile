# One image for both processes: `npm run api` and `npm run worker` (docker-compose.yml says which).
# Debian, because the Temporal SDK has no build for musl.
FROM node:24-bookworm-slim AS build
WORKDIR /source
COPY . .
RUN node scripts/production-tree.mjs /app

FROM node:24-bookworm-slim
# ffmpeg converts videos; their copies lie in /scratch meanwhile.
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node -m 700 /scratch
ENV NODE_ENV=production HOST=0.0.0.0 STORAGE_FOLDER=/files NODE_OPTIONS=--disable-proto=delete
WORKDIR /app
# Owned by root and only read: whoever breaks into the process can't change the program.
COPY --from=build /app .
# Where files are kept: a volume over it takes over that it is the process's own.
RUN install -d -o node -g node -m 700 /files
USER node
EXPOSE 3000
CMD ["node", "--import", "tsx", "src/main.ts"]
