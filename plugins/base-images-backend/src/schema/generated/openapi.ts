// Generated from ../openapi.yaml by scripts/generate-openapi.mjs: do not edit.
export const openApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "base-images",
    "version": "1",
    "description": "Packages, Lambdas, base images and coverage of the Python monorepos that are watched. Services may read everything; users what the catalog lets them read: an entity for what is about it, the System entity of a source for what is about the source.",
    "license": {
      "name": "Apache-2.0",
      "url": "https://www.apache.org/licenses/LICENSE-2.0"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "tags": [
    {
      "name": "sources",
      "description": "What the last good scan of a source found."
    },
    {
      "name": "entities",
      "description": "The same as the pages of catalog entities show it."
    },
    {
      "name": "rebuilds",
      "description": "What is stale in which environment, and what is being built."
    }
  ],
  "paths": {
    "/sources": {
      "get": {
        "operationId": "getSources",
        "tags": [
          "sources"
        ],
        "summary": "The sources that the caller may read, sorted by id.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of sources.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items",
                    "totalItems",
                    "pageInfo"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Source"
                      }
                    },
                    "totalItems": {
                      "$ref": "#/components/schemas/Count"
                    },
                    "pageInfo": {
                      "$ref": "#/components/schemas/PageInfo"
                    }
                  }
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources/{sourceId}": {
      "get": {
        "operationId": "getSource",
        "tags": [
          "sources"
        ],
        "summary": "A source with how its last scans went.",
        "parameters": [
          {
            "$ref": "#/components/parameters/sourceId"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The source.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Source"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources/{sourceId}/snapshot": {
      "get": {
        "operationId": "getSnapshot",
        "tags": [
          "sources"
        ],
        "summary": "Everything that the last good scan found.",
        "parameters": [
          {
            "$ref": "#/components/parameters/sourceId"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The snapshot.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Snapshot"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources/{sourceId}/graph": {
      "get": {
        "operationId": "getGraph",
        "tags": [
          "sources"
        ],
        "summary": "The dependency graph of the internal packages.",
        "parameters": [
          {
            "$ref": "#/components/parameters/sourceId"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The graph.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GraphReport"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources/{sourceId}/coverage": {
      "get": {
        "operationId": "getCoverage",
        "tags": [
          "sources"
        ],
        "summary": "How far the best base image covers each Lambda, sorted by name.",
        "parameters": [
          {
            "$ref": "#/components/parameters/sourceId"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of coverage.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items",
                    "totalItems",
                    "pageInfo"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/LambdaCoverage"
                      }
                    },
                    "totalItems": {
                      "$ref": "#/components/schemas/Count"
                    },
                    "pageInfo": {
                      "$ref": "#/components/schemas/PageInfo"
                    }
                  }
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources/{sourceId}/diagnostics": {
      "get": {
        "operationId": "getDiagnostics",
        "tags": [
          "sources"
        ],
        "summary": "What the owners of the monorepo should know, sorted by file and line.",
        "parameters": [
          {
            "$ref": "#/components/parameters/sourceId"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of diagnostics.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items",
                    "totalItems",
                    "pageInfo"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Diagnostic"
                      }
                    },
                    "totalItems": {
                      "$ref": "#/components/schemas/Count"
                    },
                    "pageInfo": {
                      "$ref": "#/components/schemas/PageInfo"
                    }
                  }
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources/{sourceId}/lookup": {
      "get": {
        "operationId": "lookup",
        "tags": [
          "sources"
        ],
        "summary": "Which base image fits a set of packages.",
        "parameters": [
          {
            "$ref": "#/components/parameters/sourceId"
          },
          {
            "name": "packages",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "description": "The required set, such as `receipt-dynamo,receipt-label[full]`. What these need is added.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 20000
            }
          },
          {
            "name": "platform",
            "in": "query",
            "allowReserved": true,
            "description": "Only base images for this platform, such as `linux/arm64`.",
            "schema": {
              "type": "string",
              "minLength": 1
            }
          },
          {
            "name": "python",
            "in": "query",
            "allowReserved": true,
            "description": "Only base images with this Python version, such as `3.12`.",
            "schema": {
              "type": "string",
              "minLength": 1
            }
          },
          {
            "name": "supersets",
            "in": "query",
            "description": "Also base images that hold more than is required.",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The best base image and the others that qualify.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LookupReport"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources/{sourceId}/base-image-preview": {
      "post": {
        "operationId": "getBaseImagePreview",
        "tags": [
          "sources"
        ],
        "summary": "What `base-images.yaml` becomes with a base image, and the Dockerfile that it is built from. Nothing is written.",
        "description": "The files are read again at the revision of the last good scan. When the source has changed since, the answer is 409 ConflictError until it has been scanned.",
        "parameters": [
          {
            "$ref": "#/components/parameters/sourceId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/BaseImagePreviewRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The files that would be added or changed, or why there are none.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProposalPreview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/coverage": {
      "get": {
        "operationId": "getEntityCoverage",
        "tags": [
          "entities"
        ],
        "summary": "Coverage as the page of a Lambda, a package or a base image shows it.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "Coverage, by what the entity stands for.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "oneOf": [
                    {
                      "$ref": "#/components/schemas/LambdaEntityCoverage"
                    },
                    {
                      "$ref": "#/components/schemas/PackageEntityCoverage"
                    },
                    {
                      "$ref": "#/components/schemas/BaseImageEntityCoverage"
                    }
                  ]
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/base-images": {
      "get": {
        "operationId": "getLambdaBaseImages",
        "tags": [
          "entities"
        ],
        "summary": "How every base image of its source fits a Lambda; those that qualify first, best first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The base images.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LambdaBaseImages"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/with-base": {
      "get": {
        "operationId": "getWithBasePreview",
        "tags": [
          "entities"
        ],
        "summary": "What the Dockerfile of a Lambda becomes on a base image, or why it is not rewritten.",
        "description": "The files are read again at the revision of the last good scan. When the source has changed since, the answer is 409 ConflictError until it has been scanned.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "baseImage",
            "in": "query",
            "allowReserved": true,
            "description": "Name of the base image; the one that covers most when left out.",
            "schema": {
              "type": "string",
              "minLength": 1
            }
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The Dockerfile before and after.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WithBasePreview"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/environments": {
      "get": {
        "operationId": "getEnvironments",
        "tags": [
          "rebuilds"
        ],
        "summary": "The environments of the sources that the caller may read.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of environments.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items",
                    "totalItems",
                    "pageInfo"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Environment"
                      }
                    },
                    "totalItems": {
                      "$ref": "#/components/schemas/Count"
                    },
                    "pageInfo": {
                      "$ref": "#/components/schemas/PageInfo"
                    }
                  }
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources/{sourceId}/environments/{environment}/preflight": {
      "get": {
        "operationId": "getPreflight",
        "tags": [
          "rebuilds"
        ],
        "summary": "What keeps an environment from working. Needs the permission to start rebuilds.",
        "parameters": [
          {
            "$ref": "#/components/parameters/sourceId"
          },
          {
            "$ref": "#/components/parameters/environment"
          }
        ],
        "responses": {
          "200": {
            "description": "The report.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PreflightReport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources/{sourceId}/environments/{environment}/freshness": {
      "get": {
        "operationId": "getFreshness",
        "tags": [
          "rebuilds"
        ],
        "summary": "How fresh the images and functions of a source are in an environment.",
        "parameters": [
          {
            "$ref": "#/components/parameters/sourceId"
          },
          {
            "$ref": "#/components/parameters/environment"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "Freshness, parents first.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SourceFreshness"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources/{sourceId}/environments/{environment}/plan": {
      "post": {
        "operationId": "planRebuild",
        "tags": [
          "rebuilds"
        ],
        "summary": "What a rebuild would do now, without doing it.",
        "parameters": [
          {
            "$ref": "#/components/parameters/sourceId"
          },
          {
            "$ref": "#/components/parameters/environment"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PlanRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The plan.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RebuildPlan"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/freshness": {
      "get": {
        "operationId": "getEntityFreshness",
        "tags": [
          "entities"
        ],
        "summary": "How fresh the images of an entity are; for a package, the images that hold it.",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "Freshness in each environment of its source.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntityFreshness"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/rebuilds": {
      "get": {
        "operationId": "getRebuilds",
        "tags": [
          "rebuilds"
        ],
        "summary": "Rebuilds of the sources that the caller may read, newest first.",
        "parameters": [
          {
            "name": "sourceId",
            "in": "query",
            "schema": {
              "type": "string",
              "minLength": 1
            }
          },
          {
            "name": "environment",
            "in": "query",
            "schema": {
              "type": "string",
              "minLength": 1
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "queued",
                "running",
                "done",
                "failed",
                "cancelled"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of rebuilds.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items",
                    "totalItems",
                    "pageInfo"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/RebuildSummary"
                      }
                    },
                    "totalItems": {
                      "$ref": "#/components/schemas/Count"
                    },
                    "pageInfo": {
                      "$ref": "#/components/schemas/PageInfo"
                    }
                  }
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "startRebuild",
        "tags": [
          "rebuilds"
        ],
        "summary": "Starts a rebuild, or queues it behind the active one.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/StartRebuildRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Nothing to build; everything is fresh.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/StartedRebuild"
                }
              }
            }
          },
          "201": {
            "description": "The rebuild.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/StartedRebuild"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/rebuilds/{rebuildId}": {
      "get": {
        "operationId": "getRebuild",
        "tags": [
          "rebuilds"
        ],
        "summary": "A rebuild with its steps.",
        "parameters": [
          {
            "$ref": "#/components/parameters/rebuildId"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The rebuild.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Rebuild"
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/rebuilds/{rebuildId}/builds": {
      "get": {
        "operationId": "getBuilds",
        "tags": [
          "rebuilds"
        ],
        "summary": "The builds of a rebuild, oldest first.",
        "parameters": [
          {
            "$ref": "#/components/parameters/rebuildId"
          },
          {
            "$ref": "#/components/parameters/ifNoneMatch"
          }
        ],
        "responses": {
          "200": {
            "description": "The builds.",
            "headers": {
              "ETag": {
                "$ref": "#/components/headers/ETag"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Build"
                      }
                    }
                  }
                }
              }
            }
          },
          "304": {
            "$ref": "#/components/responses/NotModified"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/rebuilds/{rebuildId}/cancel": {
      "post": {
        "operationId": "cancelRebuild",
        "tags": [
          "rebuilds"
        ],
        "summary": "Cancels a rebuild. What is already built stays.",
        "parameters": [
          {
            "$ref": "#/components/parameters/rebuildId"
          }
        ],
        "responses": {
          "200": {
            "description": "The rebuild.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Rebuild"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/rebuilds/{rebuildId}/retry": {
      "post": {
        "operationId": "retryRebuild",
        "tags": [
          "rebuilds"
        ],
        "summary": "Tries the steps of a rebuild again that were not done.",
        "parameters": [
          {
            "$ref": "#/components/parameters/rebuildId"
          }
        ],
        "responses": {
          "200": {
            "description": "The rebuild.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Rebuild"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/builds/{buildId}/log": {
      "get": {
        "operationId": "getBuildLog",
        "tags": [
          "rebuilds"
        ],
        "summary": "A part of the log of a build.",
        "parameters": [
          {
            "name": "buildId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "description": "`nextCursor` of the part before.",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Lines, without credentials and control characters.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/BuildLogPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "headers": {
      "ETag": {
        "description": "Changes whenever the answer does. Send it as If-None-Match to learn cheaply that nothing has changed.",
        "schema": {
          "type": "string"
        }
      }
    },
    "parameters": {
      "sourceId": {
        "name": "sourceId",
        "in": "path",
        "required": true,
        "description": "Id of the source in `baseImages.sources`.",
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "environment": {
        "name": "environment",
        "in": "path",
        "required": true,
        "description": "Id of the environment of the source.",
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "rebuildId": {
        "name": "rebuildId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "kind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "namespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "name": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "description": "At most so many items.",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 100
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "description": "`pageInfo.nextCursor` of the page before.",
        "schema": {
          "type": "string",
          "minLength": 1
        }
      },
      "ifNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "ETag of an earlier answer.",
        "schema": {
          "type": "string"
        }
      }
    },
    "responses": {
      "NotModified": {
        "description": "The answer still is the one that If-None-Match names."
      },
      "Error": {
        "description": "Why there is no answer: 400 InputError; 401 AuthenticationError; 404 NotFoundError, also for what the caller may not read; 409 ConflictError when the files have changed since the last scan; 503 ServiceUnavailableError before the first good scan of a source.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    },
    "schemas": {
      "Error": {
        "type": "object",
        "required": [
          "error",
          "response"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            }
          },
          "request": {
            "type": "object"
          },
          "response": {
            "type": "object",
            "required": [
              "statusCode"
            ],
            "properties": {
              "statusCode": {
                "type": "integer"
              }
            }
          }
        }
      },
      "PageInfo": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "nextCursor": {
            "description": "Where the next page begins; absent on the last one.",
            "type": "string"
          }
        }
      },
      "Count": {
        "type": "integer",
        "minimum": 0
      },
      "Hash": {
        "description": "64 hex digits.",
        "type": "string",
        "pattern": "^[0-9a-f]{64}$"
      },
      "OptionalString": {
        "type": [
          "string",
          "null"
        ]
      },
      "Strings": {
        "type": "array",
        "items": {
          "type": "string"
        }
      },
      "Line": {
        "description": "1-based.",
        "type": [
          "integer",
          "null"
        ]
      },
      "Coverage": {
        "description": "covered / required, not rounded; null when nothing is required.",
        "type": [
          "number",
          "null"
        ],
        "minimum": 0,
        "maximum": 1
      },
      "Confidence": {
        "type": "string",
        "enum": [
          "exact",
          "over",
          "unknown"
        ]
      },
      "PackageWithExtras": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "package",
          "extras"
        ],
        "properties": {
          "package": {
            "type": "string"
          },
          "extras": {
            "$ref": "#/components/schemas/Strings"
          }
        }
      },
      "PackagesWithExtras": {
        "type": "array",
        "items": {
          "$ref": "#/components/schemas/PackageWithExtras"
        }
      },
      "Source": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "target",
          "entities",
          "scan"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "target": {
            "type": "string"
          },
          "entities": {
            "$ref": "#/components/schemas/SourceEntitySettings"
          },
          "scan": {
            "$ref": "#/components/schemas/SourceScan"
          }
        }
      },
      "SourceEntitySettings": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "namespace",
          "namePrefix",
          "names",
          "system",
          "defaultOwner",
          "owners",
          "lifecycle",
          "types",
          "trustedLocations"
        ],
        "properties": {
          "namespace": {
            "type": "string"
          },
          "namePrefix": {
            "type": "string"
          },
          "names": {
            "type": "string",
            "enum": [
              "short",
              "path"
            ]
          },
          "system": {
            "type": "string"
          },
          "defaultOwner": {
            "type": "string"
          },
          "owners": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          },
          "lifecycle": {
            "type": "string"
          },
          "types": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "package",
              "lambda",
              "baseImage"
            ],
            "properties": {
              "package": {
                "type": "string"
              },
              "lambda": {
                "type": "string"
              },
              "baseImage": {
                "type": "string"
              }
            }
          },
          "trustedLocations": {
            "description": "Where entities that people write for parts of the monorepo may come from besides the monorepo itself.",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "SourceScan": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "state",
          "revision",
          "treeHash",
          "scannedAt",
          "failedAt",
          "error",
          "packages",
          "lambdas",
          "baseImages",
          "diagnostics"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "pending",
              "ok",
              "failed"
            ]
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "treeHash": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "scannedAt": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "failedAt": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "error": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "packages": {
            "$ref": "#/components/schemas/Count"
          },
          "lambdas": {
            "$ref": "#/components/schemas/Count"
          },
          "baseImages": {
            "$ref": "#/components/schemas/Count"
          },
          "diagnostics": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "error",
              "warning",
              "info"
            ],
            "properties": {
              "error": {
                "$ref": "#/components/schemas/Count"
              },
              "warning": {
                "$ref": "#/components/schemas/Count"
              },
              "info": {
                "$ref": "#/components/schemas/Count"
              }
            }
          }
        }
      },
      "Snapshot": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "scannedAt",
          "revision",
          "treeHash",
          "packages",
          "lambdas",
          "baseImages",
          "diagnostics"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "scannedAt": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "treeHash": {
            "$ref": "#/components/schemas/Hash"
          },
          "packages": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SnapshotPackage"
            }
          },
          "lambdas": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SnapshotLambda"
            }
          },
          "baseImages": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/BaseImage"
            }
          },
          "diagnostics": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Diagnostic"
            }
          }
        }
      },
      "SnapshotPackage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "declaredName",
          "path",
          "manifest",
          "version",
          "description",
          "requiresPython",
          "classifiers",
          "extras",
          "requirements",
          "defaultGroups",
          "uvWorkspace",
          "virtual",
          "incomplete",
          "owners",
          "sourceHash",
          "dependencies"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "declaredName": {
            "type": "string"
          },
          "path": {
            "type": "string"
          },
          "manifest": {
            "type": "string"
          },
          "version": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "description": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "requiresPython": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "classifiers": {
            "$ref": "#/components/schemas/Strings"
          },
          "extras": {
            "$ref": "#/components/schemas/Strings"
          },
          "requirements": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Requirement"
            }
          },
          "defaultGroups": {
            "$ref": "#/components/schemas/Strings"
          },
          "uvWorkspace": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "virtual": {
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "declared",
              "undeclared",
              null
            ]
          },
          "incomplete": {
            "type": "boolean"
          },
          "owners": {
            "$ref": "#/components/schemas/Strings"
          },
          "sourceHash": {
            "$ref": "#/components/schemas/Hash"
          },
          "dependencies": {
            "$ref": "#/components/schemas/Strings"
          }
        }
      },
      "Requirement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "name",
          "extras",
          "specifier",
          "url",
          "marker",
          "binding",
          "file",
          "line"
        ],
        "properties": {
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "extras": {
            "$ref": "#/components/schemas/Strings"
          },
          "specifier": {
            "type": "string"
          },
          "url": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "marker": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "binding": {
            "type": "string",
            "enum": [
              "working-tree",
              "pinned",
              "registry"
            ]
          },
          "file": {
            "type": "string"
          },
          "line": {
            "$ref": "#/components/schemas/Line"
          }
        }
      },
      "SnapshotLambda": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "name",
          "dockerfile",
          "context",
          "target",
          "parent",
          "platform",
          "python",
          "functions",
          "copies",
          "vendored",
          "installs",
          "pinned",
          "requires",
          "missing",
          "misordered",
          "confidence",
          "confidenceLine",
          "withBaseDockerfile",
          "owners",
          "sourceHash",
          "build",
          "baseImage",
          "coverage"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "dockerfile": {
            "type": "string"
          },
          "context": {
            "type": "string"
          },
          "target": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "parent": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "platform": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "python": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "functions": {
            "$ref": "#/components/schemas/Strings"
          },
          "copies": {
            "$ref": "#/components/schemas/Strings"
          },
          "vendored": {
            "$ref": "#/components/schemas/Strings"
          },
          "installs": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "pinned": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "package",
                "requirement"
              ],
              "properties": {
                "package": {
                  "type": "string"
                },
                "requirement": {
                  "type": "string"
                }
              }
            }
          },
          "requires": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "missing": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "misordered": {
            "type": "array",
            "items": {
              "description": "A package and one it needs that a later command installs.",
              "type": "array",
              "items": {
                "type": "string"
              },
              "minItems": 2,
              "maxItems": 2
            }
          },
          "confidence": {
            "$ref": "#/components/schemas/Confidence"
          },
          "confidenceLine": {
            "$ref": "#/components/schemas/Line"
          },
          "withBaseDockerfile": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "owners": {
            "$ref": "#/components/schemas/Strings"
          },
          "sourceHash": {
            "$ref": "#/components/schemas/Hash"
          },
          "build": {
            "$ref": "#/components/schemas/LambdaBuildSource"
          },
          "baseImage": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "coverage": {
            "$ref": "#/components/schemas/Coverage"
          }
        }
      },
      "LambdaBuildSource": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "args",
          "original",
          "withBase"
        ],
        "properties": {
          "args": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          },
          "original": {
            "$ref": "#/components/schemas/BuildSource"
          },
          "withBase": {
            "description": "From its Dockerfile.with_base on a base image.",
            "oneOf": [
              {
                "type": "null"
              },
              {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "dockerfile",
                  "sourceHash",
                  "dockerfileHash",
                  "dependenciesHash",
                  "packages",
                  "externalImages",
                  "leavesOut"
                ],
                "properties": {
                  "dockerfile": {
                    "$ref": "#/components/schemas/OptionalString"
                  },
                  "sourceHash": {
                    "$ref": "#/components/schemas/Hash"
                  },
                  "dockerfileHash": {
                    "$ref": "#/components/schemas/Hash"
                  },
                  "dependenciesHash": {
                    "oneOf": [
                      {
                        "type": "null"
                      },
                      {
                        "$ref": "#/components/schemas/Hash"
                      }
                    ]
                  },
                  "packages": {
                    "$ref": "#/components/schemas/Strings"
                  },
                  "externalImages": {
                    "oneOf": [
                      {
                        "type": "null"
                      },
                      {
                        "$ref": "#/components/schemas/Strings"
                      }
                    ]
                  },
                  "leavesOut": {
                    "$ref": "#/components/schemas/PackagesWithExtras"
                  }
                }
              }
            ]
          }
        }
      },
      "BuildSource": {
        "description": "What an image is built from, apart from the digests of the images that it reads.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "dockerfile",
          "sourceHash",
          "dockerfileHash",
          "dependenciesHash",
          "packages",
          "externalImages"
        ],
        "properties": {
          "dockerfile": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "sourceHash": {
            "$ref": "#/components/schemas/Hash"
          },
          "dockerfileHash": {
            "$ref": "#/components/schemas/Hash"
          },
          "dependenciesHash": {
            "oneOf": [
              {
                "type": "null"
              },
              {
                "$ref": "#/components/schemas/Hash"
              }
            ]
          },
          "packages": {
            "$ref": "#/components/schemas/Strings"
          },
          "externalImages": {
            "oneOf": [
              {
                "type": "null"
              },
              {
                "$ref": "#/components/schemas/Strings"
              }
            ]
          }
        }
      },
      "BaseImage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "file",
          "line",
          "parentBaseImage",
          "parentImage",
          "python",
          "platforms",
          "packages",
          "include",
          "contains",
          "containsDependenciesOf",
          "owners",
          "sourceHash",
          "build",
          "maxAgeHours"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer"
          },
          "parentBaseImage": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "parentImage": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "python": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "platforms": {
            "$ref": "#/components/schemas/Strings"
          },
          "packages": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "include": {
            "type": "string",
            "enum": [
              "packages",
              "dependencies"
            ]
          },
          "contains": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "containsDependenciesOf": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "owners": {
            "$ref": "#/components/schemas/Strings"
          },
          "sourceHash": {
            "$ref": "#/components/schemas/Hash"
          },
          "build": {
            "$ref": "#/components/schemas/BuildSource"
          },
          "maxAgeHours": {
            "description": "Hours after which it is built anew although nothing changed.",
            "type": [
              "integer",
              "null"
            ]
          }
        }
      },
      "Diagnostic": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "code",
          "severity",
          "file",
          "line",
          "column",
          "message",
          "help"
        ],
        "properties": {
          "code": {
            "type": "string"
          },
          "severity": {
            "type": "string",
            "enum": [
              "error",
              "warning",
              "info"
            ]
          },
          "file": {
            "type": "string"
          },
          "line": {
            "$ref": "#/components/schemas/Line"
          },
          "column": {
            "$ref": "#/components/schemas/Line"
          },
          "message": {
            "type": "string"
          },
          "help": {
            "type": "string"
          }
        }
      },
      "GraphReport": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "revision",
          "packages",
          "topologicalOrder",
          "cycles",
          "otherCycles",
          "diagnostics"
        ],
        "properties": {
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "packages": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GraphPackage"
            }
          },
          "topologicalOrder": {
            "$ref": "#/components/schemas/Strings"
          },
          "cycles": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Strings"
            }
          },
          "otherCycles": {
            "description": "Cycles that requirements of one kind make together with the main ones.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "extra",
              "group",
              "build"
            ],
            "properties": {
              "extra": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Strings"
                }
              },
              "group": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Strings"
                }
              },
              "build": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Strings"
                }
              }
            }
          },
          "diagnostics": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Diagnostic"
            }
          }
        }
      },
      "GraphPackage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "declaredName",
          "path",
          "manifest",
          "version",
          "dependencies",
          "transitiveDependencies",
          "dependents",
          "extras",
          "sourceHash"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "declaredName": {
            "type": "string"
          },
          "path": {
            "type": "string"
          },
          "manifest": {
            "type": "string"
          },
          "version": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "dependencies": {
            "$ref": "#/components/schemas/Strings"
          },
          "transitiveDependencies": {
            "$ref": "#/components/schemas/Strings"
          },
          "dependents": {
            "$ref": "#/components/schemas/Strings"
          },
          "extras": {
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/Strings"
            }
          },
          "sourceHash": {
            "$ref": "#/components/schemas/Hash"
          }
        }
      },
      "LambdaCoverage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "lambda",
          "name",
          "dockerfile",
          "baseImage",
          "required",
          "covered",
          "coverage"
        ],
        "properties": {
          "lambda": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "dockerfile": {
            "type": "string"
          },
          "baseImage": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "required": {
            "$ref": "#/components/schemas/Count"
          },
          "covered": {
            "$ref": "#/components/schemas/Count"
          },
          "coverage": {
            "$ref": "#/components/schemas/Coverage"
          }
        }
      },
      "LookupReport": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "baseImage",
          "covered",
          "uncovered",
          "coverage",
          "alternatives"
        ],
        "properties": {
          "baseImage": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "covered": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "uncovered": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "coverage": {
            "$ref": "#/components/schemas/Coverage"
          },
          "alternatives": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/BaseImageCoverage"
            }
          }
        }
      },
      "BaseImageCoverage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "baseImage",
          "covered",
          "uncovered",
          "surplus",
          "coverage"
        ],
        "properties": {
          "baseImage": {
            "type": "string"
          },
          "covered": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "uncovered": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "surplus": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "coverage": {
            "$ref": "#/components/schemas/Coverage"
          }
        }
      },
      "EntityLink": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "entityRef"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "entityRef": {
            "$ref": "#/components/schemas/OptionalString"
          }
        }
      },
      "PackageLink": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "entityRef",
          "extras"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "entityRef": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "extras": {
            "$ref": "#/components/schemas/Strings"
          }
        }
      },
      "CoverageLink": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "entityRef",
          "coverage"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "entityRef": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "coverage": {
            "$ref": "#/components/schemas/Coverage"
          }
        }
      },
      "LambdaEntityCoverage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "revision",
          "scannedAt",
          "scanError",
          "diagnostics",
          "kind",
          "name",
          "dockerfile",
          "parent",
          "python",
          "platform",
          "confidence",
          "confidenceLine",
          "baseImage",
          "coverage",
          "covered",
          "uncovered",
          "missing",
          "alternatives"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "scannedAt": {
            "type": "string"
          },
          "scanError": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "diagnostics": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Diagnostic"
            }
          },
          "kind": {
            "type": "string",
            "const": "lambda"
          },
          "name": {
            "type": "string"
          },
          "dockerfile": {
            "type": "string"
          },
          "parent": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "python": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "platform": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "confidence": {
            "$ref": "#/components/schemas/Confidence"
          },
          "confidenceLine": {
            "$ref": "#/components/schemas/Line"
          },
          "baseImage": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/EntityLink"
              },
              {
                "type": "null"
              }
            ]
          },
          "coverage": {
            "$ref": "#/components/schemas/Coverage"
          },
          "covered": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PackageLink"
            }
          },
          "uncovered": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "entityRef",
                "extras",
                "missingExtras"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "entityRef": {
                  "$ref": "#/components/schemas/OptionalString"
                },
                "extras": {
                  "$ref": "#/components/schemas/Strings"
                },
                "missingExtras": {
                  "$ref": "#/components/schemas/Strings"
                }
              }
            }
          },
          "missing": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PackageLink"
            }
          },
          "alternatives": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CoverageLink"
            }
          }
        }
      },
      "PackageEntityCoverage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "revision",
          "scannedAt",
          "scanError",
          "diagnostics",
          "kind",
          "name",
          "baseImages",
          "dependencyBaseImages",
          "lambdas"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "scannedAt": {
            "type": "string"
          },
          "scanError": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "diagnostics": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Diagnostic"
            }
          },
          "kind": {
            "type": "string",
            "const": "package"
          },
          "name": {
            "type": "string"
          },
          "baseImages": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PackageLink"
            }
          },
          "dependencyBaseImages": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PackageLink"
            }
          },
          "lambdas": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "entityRef",
                "extras",
                "required",
                "installed",
                "baseImage"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "entityRef": {
                  "$ref": "#/components/schemas/OptionalString"
                },
                "extras": {
                  "$ref": "#/components/schemas/Strings"
                },
                "required": {
                  "type": "boolean"
                },
                "installed": {
                  "type": "boolean"
                },
                "baseImage": {
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/EntityLink"
                    },
                    {
                      "type": "null"
                    }
                  ]
                }
              }
            }
          }
        }
      },
      "BaseImageEntityCoverage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "revision",
          "scannedAt",
          "scanError",
          "diagnostics",
          "kind",
          "name",
          "include",
          "parentBaseImage",
          "parentImage",
          "python",
          "platforms",
          "packages",
          "dependenciesOf",
          "lambdas",
          "children"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "scannedAt": {
            "type": "string"
          },
          "scanError": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "diagnostics": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Diagnostic"
            }
          },
          "kind": {
            "type": "string",
            "const": "base-image"
          },
          "name": {
            "type": "string"
          },
          "include": {
            "type": "string",
            "enum": [
              "packages",
              "dependencies"
            ]
          },
          "parentBaseImage": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/EntityLink"
              },
              {
                "type": "null"
              }
            ]
          },
          "parentImage": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "python": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "platforms": {
            "$ref": "#/components/schemas/Strings"
          },
          "packages": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PackageLink"
            }
          },
          "dependenciesOf": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PackageLink"
            }
          },
          "lambdas": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CoverageLink"
            }
          },
          "children": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EntityLink"
            }
          }
        }
      },
      "LambdaBaseImages": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "revision",
          "lambda",
          "dockerfile",
          "parent",
          "python",
          "platform",
          "required",
          "best",
          "items"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "lambda": {
            "type": "string"
          },
          "dockerfile": {
            "type": "string"
          },
          "parent": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "python": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "platform": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "required": {
            "$ref": "#/components/schemas/Count"
          },
          "best": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/BaseImageFit"
            }
          }
        }
      },
      "BaseImageFit": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "baseImage",
          "covered",
          "uncovered",
          "surplus",
          "coverage",
          "mismatches",
          "include",
          "parentImage",
          "python",
          "platforms"
        ],
        "properties": {
          "baseImage": {
            "type": "string"
          },
          "covered": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "uncovered": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "surplus": {
            "$ref": "#/components/schemas/PackagesWithExtras"
          },
          "coverage": {
            "$ref": "#/components/schemas/Coverage"
          },
          "mismatches": {
            "description": "Why it does not qualify; empty when it does.",
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "lineage",
                "parent",
                "platform",
                "python",
                "nothing-covered",
                "surplus"
              ]
            }
          },
          "include": {
            "type": "string",
            "enum": [
              "packages",
              "dependencies"
            ]
          },
          "parentImage": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "python": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "platforms": {
            "$ref": "#/components/schemas/Strings"
          }
        }
      },
      "WithBasePreview": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "revision",
          "files",
          "refusals",
          "coverage",
          "removed",
          "kept"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "files": {
            "$ref": "#/components/schemas/PreviewedFiles"
          },
          "refusals": {
            "$ref": "#/components/schemas/PreviewRefusals"
          },
          "coverage": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/BaseImageCoverage"
              },
              {
                "type": "null"
              }
            ]
          },
          "removed": {
            "description": "What is left out when the image stands on the base image.",
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "kind",
                "line",
                "endLine",
                "packages"
              ],
              "properties": {
                "kind": {
                  "$ref": "#/components/schemas/RewrittenPartKind"
                },
                "line": {
                  "type": "integer",
                  "minimum": 1
                },
                "endLine": {
                  "type": "integer",
                  "minimum": 1
                },
                "packages": {
                  "$ref": "#/components/schemas/PackagesWithExtras"
                }
              }
            }
          },
          "kept": {
            "description": "Installs and copies of packages of the base image that stay nevertheless, with why.",
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "kind",
                "line",
                "endLine",
                "packages",
                "reason"
              ],
              "properties": {
                "kind": {
                  "$ref": "#/components/schemas/RewrittenPartKind"
                },
                "line": {
                  "type": "integer",
                  "minimum": 1
                },
                "endLine": {
                  "type": "integer",
                  "minimum": 1
                },
                "packages": {
                  "$ref": "#/components/schemas/PackagesWithExtras"
                },
                "reason": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "ProposalPreview": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "revision",
          "files",
          "refusals"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "files": {
            "$ref": "#/components/schemas/PreviewedFiles"
          },
          "refusals": {
            "$ref": "#/components/schemas/PreviewRefusals"
          }
        }
      },
      "BaseImagePreviewRequest": {
        "type": "object",
        "required": [
          "image"
        ],
        "properties": {
          "image": {
            "description": "The fields of one entry of `images` in `base-images.yaml`, as they are written there.",
            "type": "object",
            "required": [
              "name"
            ],
            "properties": {
              "name": {
                "$ref": "#/components/schemas/ShortText"
              },
              "from": {
                "$ref": "#/components/schemas/ShortText"
              },
              "python": {
                "$ref": "#/components/schemas/ShortText"
              },
              "platforms": {
                "$ref": "#/components/schemas/ShortTexts"
              },
              "packages": {
                "$ref": "#/components/schemas/ShortTexts"
              },
              "include": {
                "$ref": "#/components/schemas/ShortText"
              },
              "setup": {
                "type": "array",
                "maxItems": 100,
                "items": {
                  "type": "string",
                  "maxLength": 10000
                }
              },
              "env": {
                "$ref": "#/components/schemas/ShortTextByName"
              },
              "args": {
                "$ref": "#/components/schemas/ShortTextByName"
              },
              "constraints": {
                "$ref": "#/components/schemas/ShortText"
              },
              "requirements": {
                "$ref": "#/components/schemas/ShortTexts"
              },
              "installer": {
                "$ref": "#/components/schemas/ShortText"
              },
              "index": {
                "type": "object",
                "properties": {
                  "url": {
                    "$ref": "#/components/schemas/ShortText"
                  },
                  "extraUrls": {
                    "$ref": "#/components/schemas/ShortTexts"
                  },
                  "secrets": {
                    "$ref": "#/components/schemas/ShortTexts"
                  }
                }
              },
              "maxAge": {
                "$ref": "#/components/schemas/ShortText"
              }
            }
          },
          "update": {
            "description": "Whether an image that has this name already may be changed.",
            "type": "boolean",
            "default": false
          }
        }
      },
      "ShortText": {
        "type": "string",
        "maxLength": 1000
      },
      "ShortTexts": {
        "type": "array",
        "maxItems": 2000,
        "items": {
          "$ref": "#/components/schemas/ShortText"
        }
      },
      "ShortTextByName": {
        "type": "object",
        "maxProperties": 200,
        "additionalProperties": {
          "$ref": "#/components/schemas/ShortText"
        }
      },
      "RewrittenPartKind": {
        "type": "string",
        "enum": [
          "install",
          "copy",
          "remove"
        ]
      },
      "PreviewedFiles": {
        "description": "Files that would be added or changed; empty when nothing is proposed.",
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "path",
            "change",
            "from",
            "diff",
            "text"
          ],
          "properties": {
            "path": {
              "type": "string"
            },
            "change": {
              "description": "Whether the monorepo has the file already, and with the same text.",
              "type": "string",
              "enum": [
                "added",
                "changed",
                "unchanged"
              ]
            },
            "from": {
              "description": "Path of the file that the difference starts from; null for a file made from nothing.",
              "type": [
                "string",
                "null"
              ]
            },
            "diff": {
              "description": "In the unified format of `diff -u`.",
              "type": "string"
            },
            "text": {
              "type": "string"
            }
          }
        }
      },
      "PreviewRefusals": {
        "description": "Why nothing is proposed; empty when something is.",
        "type": "array",
        "items": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "file",
            "line",
            "reason",
            "help"
          ],
          "properties": {
            "file": {
              "type": "string"
            },
            "line": {
              "$ref": "#/components/schemas/Line"
            },
            "reason": {
              "type": "string"
            },
            "help": {
              "type": "string"
            }
          }
        }
      },
      "Environment": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "sourceId",
          "rebuild",
          "account",
          "region",
          "repositoryPrefix",
          "platforms",
          "deploys"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "sourceId": {
            "type": "string"
          },
          "rebuild": {
            "type": "string",
            "enum": [
              "manual",
              "auto"
            ]
          },
          "account": {
            "type": "string"
          },
          "region": {
            "type": "string"
          },
          "repositoryPrefix": {
            "type": "string"
          },
          "platforms": {
            "$ref": "#/components/schemas/Strings"
          },
          "deploys": {
            "type": "boolean"
          }
        }
      },
      "PreflightReport": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "environment",
          "checkedAt",
          "problems"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "checkedAt": {
            "type": "string"
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PreflightProblem"
            }
          }
        }
      },
      "PreflightProblem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "severity",
          "subject",
          "message",
          "help"
        ],
        "properties": {
          "severity": {
            "type": "string",
            "enum": [
              "error",
              "warning"
            ]
          },
          "subject": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "help": {
            "type": "string"
          }
        }
      },
      "ImageTarget": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "name",
          "platform"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "base-image",
              "lambda"
            ]
          },
          "name": {
            "type": "string"
          },
          "platform": {
            "type": "string"
          }
        }
      },
      "FreshnessStatus": {
        "type": "string",
        "enum": [
          "fresh",
          "stale",
          "missing",
          "unknown"
        ]
      },
      "FreshnessReason": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "subject",
          "from",
          "to"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "package",
              "dependency",
              "dockerfile",
              "files",
              "parent",
              "requirements",
              "age",
              "deploy"
            ]
          },
          "subject": {
            "type": "string"
          },
          "from": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "to": {
            "$ref": "#/components/schemas/OptionalString"
          }
        }
      },
      "Unknown": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "message",
          "since"
        ],
        "properties": {
          "message": {
            "type": "string"
          },
          "since": {
            "type": "string"
          }
        }
      },
      "ActiveBuild": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rebuildId",
          "stepId"
        ],
        "properties": {
          "rebuildId": {
            "type": "string"
          },
          "stepId": {
            "type": "string"
          }
        }
      },
      "ImageFreshness": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "name",
          "platform",
          "repository",
          "status",
          "reasons",
          "unknown",
          "buildKey",
          "digest",
          "pushedAt",
          "sizeInBytes",
          "observedAt",
          "building",
          "refused"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "base-image",
              "lambda"
            ]
          },
          "name": {
            "type": "string"
          },
          "platform": {
            "type": "string"
          },
          "repository": {
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/FreshnessStatus"
          },
          "reasons": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FreshnessReason"
            }
          },
          "unknown": {
            "oneOf": [
              {
                "type": "null"
              },
              {
                "$ref": "#/components/schemas/Unknown"
              }
            ]
          },
          "buildKey": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "digest": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "pushedAt": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "sizeInBytes": {
            "type": [
              "integer",
              "null"
            ]
          },
          "observedAt": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "building": {
            "oneOf": [
              {
                "type": "null"
              },
              {
                "$ref": "#/components/schemas/ActiveBuild"
              }
            ]
          },
          "refused": {
            "oneOf": [
              {
                "type": "null"
              },
              {
                "$ref": "#/components/schemas/RefusedDigest"
              }
            ]
          }
        }
      },
      "RefusedDigest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "digest",
          "message"
        ],
        "properties": {
          "digest": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "FunctionFreshness": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "functionName",
          "lambda",
          "platform",
          "status",
          "reasons",
          "unknown",
          "digest",
          "observedAt"
        ],
        "properties": {
          "functionName": {
            "type": "string"
          },
          "lambda": {
            "type": "string"
          },
          "platform": {
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/FreshnessStatus"
          },
          "reasons": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FreshnessReason"
            }
          },
          "unknown": {
            "oneOf": [
              {
                "type": "null"
              },
              {
                "$ref": "#/components/schemas/Unknown"
              }
            ]
          },
          "digest": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "observedAt": {
            "$ref": "#/components/schemas/OptionalString"
          }
        }
      },
      "SourceFreshness": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "environment",
          "revision",
          "images",
          "functions",
          "summary"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "images": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ImageFreshness"
            }
          },
          "functions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FunctionFreshness"
            }
          },
          "summary": {
            "$ref": "#/components/schemas/FreshnessSummary"
          }
        }
      },
      "FreshnessSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "fresh",
          "stale",
          "missing",
          "unknown"
        ],
        "properties": {
          "fresh": {
            "type": "integer"
          },
          "stale": {
            "type": "integer"
          },
          "missing": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          }
        }
      },
      "EntityFreshness": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "name",
          "environments"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "environments": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EntityEnvironment"
            }
          }
        }
      },
      "EntityEnvironment": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "environment",
          "rebuild",
          "mayRebuild",
          "mayCancel",
          "images",
          "functions"
        ],
        "properties": {
          "environment": {
            "type": "string"
          },
          "rebuild": {
            "type": "string",
            "enum": [
              "manual",
              "auto"
            ]
          },
          "mayRebuild": {
            "type": "boolean"
          },
          "mayCancel": {
            "type": "boolean"
          },
          "images": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ImageFreshness"
            }
          },
          "functions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FunctionFreshness"
            }
          }
        }
      },
      "PlanRequest": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "images": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ImageTarget"
            }
          },
          "force": {
            "type": "boolean"
          },
          "withoutDependents": {
            "type": "boolean"
          }
        }
      },
      "StartRebuildRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "environment"
        ],
        "properties": {
          "sourceId": {
            "type": "string",
            "minLength": 1
          },
          "environment": {
            "type": "string",
            "minLength": 1
          },
          "images": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ImageTarget"
            }
          },
          "force": {
            "type": "boolean"
          },
          "withoutDependents": {
            "type": "boolean"
          },
          "requestKey": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          }
        }
      },
      "PlanStep": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "name",
          "platform",
          "id",
          "repository",
          "status",
          "reasons",
          "dependsOn",
          "buildKey",
          "wave"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "base-image",
              "lambda"
            ]
          },
          "name": {
            "type": "string"
          },
          "platform": {
            "type": "string"
          },
          "id": {
            "type": "string"
          },
          "repository": {
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/FreshnessStatus"
          },
          "reasons": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FreshnessReason"
            }
          },
          "dependsOn": {
            "$ref": "#/components/schemas/Strings"
          },
          "buildKey": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "wave": {
            "type": "integer"
          }
        }
      },
      "RefusedImage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "name",
          "platform",
          "message"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "base-image",
              "lambda"
            ]
          },
          "name": {
            "type": "string"
          },
          "platform": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "RebuildDeploy": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "functionName",
          "stepId",
          "fromDigest",
          "state",
          "message"
        ],
        "properties": {
          "functionName": {
            "type": "string"
          },
          "stepId": {
            "type": "string"
          },
          "fromDigest": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "planned",
              "done",
              "failed"
            ]
          },
          "message": {
            "$ref": "#/components/schemas/OptionalString"
          }
        }
      },
      "RebuildPlan": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "environment",
          "revision",
          "treeHash",
          "steps",
          "refused",
          "deploys"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "treeHash": {
            "type": "string"
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlanStep"
            }
          },
          "refused": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RefusedImage"
            }
          },
          "deploys": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RebuildDeploy"
            }
          }
        }
      },
      "RebuildSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "sourceId",
          "environment",
          "revision",
          "state",
          "startedBy",
          "cancelRequested",
          "createdAt",
          "endedAt",
          "message",
          "progress",
          "deploys"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "sourceId": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "state": {
            "type": "string",
            "enum": [
              "queued",
              "running",
              "done",
              "failed",
              "cancelled"
            ]
          },
          "startedBy": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "cancelRequested": {
            "type": "boolean"
          },
          "createdAt": {
            "type": "string"
          },
          "endedAt": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "message": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "progress": {
            "type": "object",
            "additionalProperties": {
              "type": "integer"
            }
          },
          "deploys": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RebuildDeploy"
            }
          }
        }
      },
      "Rebuild": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "sourceId",
          "environment",
          "revision",
          "state",
          "startedBy",
          "cancelRequested",
          "createdAt",
          "endedAt",
          "message",
          "progress",
          "deploys",
          "steps"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "sourceId": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "revision": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "state": {
            "type": "string",
            "enum": [
              "queued",
              "running",
              "done",
              "failed",
              "cancelled"
            ]
          },
          "startedBy": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "cancelRequested": {
            "type": "boolean"
          },
          "createdAt": {
            "type": "string"
          },
          "endedAt": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "message": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "progress": {
            "type": "object",
            "additionalProperties": {
              "type": "integer"
            }
          },
          "deploys": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RebuildDeploy"
            }
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RebuildStep"
            }
          }
        }
      },
      "RebuildStep": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "name",
          "platform",
          "id",
          "repository",
          "state",
          "reasons",
          "dependsOn",
          "wave",
          "buildKey",
          "digest",
          "reused",
          "message",
          "buildId",
          "attempt",
          "startedAt",
          "endedAt"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "base-image",
              "lambda"
            ]
          },
          "name": {
            "type": "string"
          },
          "platform": {
            "type": "string"
          },
          "id": {
            "type": "string"
          },
          "repository": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "pending",
              "ready",
              "attached",
              "starting",
              "running",
              "verifying",
              "stopping",
              "done",
              "failed",
              "blocked",
              "lost",
              "cancelled"
            ]
          },
          "reasons": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FreshnessReason"
            }
          },
          "dependsOn": {
            "$ref": "#/components/schemas/Strings"
          },
          "wave": {
            "type": "integer"
          },
          "buildKey": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "digest": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "reused": {
            "type": "boolean"
          },
          "message": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "buildId": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "attempt": {
            "type": "integer"
          },
          "startedAt": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "endedAt": {
            "$ref": "#/components/schemas/OptionalString"
          }
        }
      },
      "StartedRebuild": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rebuild",
          "outcome"
        ],
        "properties": {
          "rebuild": {
            "oneOf": [
              {
                "type": "null"
              },
              {
                "$ref": "#/components/schemas/Rebuild"
              }
            ]
          },
          "outcome": {
            "type": "string",
            "enum": [
              "started",
              "queued",
              "existing",
              "nothing"
            ]
          }
        }
      },
      "Build": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "rebuildId",
          "stepId",
          "attempt",
          "buildKey",
          "repository",
          "state",
          "phase",
          "message",
          "startedAt",
          "endedAt",
          "consoleUrl"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "rebuildId": {
            "type": "string"
          },
          "stepId": {
            "type": "string"
          },
          "attempt": {
            "type": "integer"
          },
          "buildKey": {
            "type": "string"
          },
          "repository": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "starting",
              "running",
              "succeeded",
              "failed",
              "stopped",
              "lost"
            ]
          },
          "phase": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "message": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "startedAt": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "endedAt": {
            "$ref": "#/components/schemas/OptionalString"
          },
          "consoleUrl": {
            "$ref": "#/components/schemas/OptionalString"
          }
        }
      },
      "BuildLogPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "lines",
          "nextCursor",
          "complete"
        ],
        "properties": {
          "lines": {
            "$ref": "#/components/schemas/Strings"
          },
          "nextCursor": {
            "type": "string"
          },
          "complete": {
            "type": "boolean"
          }
        }
      }
    }
  }
} as const;
