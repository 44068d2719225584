/** The JSON Schema of the lines of results.ndjson. Generated from src/schema by "npm run schema"; do not edit. */

export const RESULT_LINES_SCHEMA: string = `{
	"$schema": "https://json-schema.org/draft/2020-12/schema",
	"$id": "urn:wulens:result:1",
	"title": "wulens results",
	"oneOf": [
		{
			"$ref": "#/$defs/TriageResult"
		},
		{
			"$ref": "#/$defs/TriageDone"
		}
	],
	"$defs": {
		"TriageResult": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"schema",
				"machine",
				"report"
			],
			"properties": {
				"schema": {
					"const": "wulens-result/2"
				},
				"machine": {
					"$ref": "#/$defs/Machine"
				},
				"report": {
					"$ref": "#/$defs/FileReport"
				}
			}
		},
		"Machine": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"name",
				"domain",
				"source"
			],
			"properties": {
				"name": {
					"type": "string",
					"minLength": 1
				},
				"domain": {
					"type": [
						"string",
						"null"
					],
					"minLength": 1
				},
				"source": {
					"type": "string",
					"enum": [
						"log",
						"pattern",
						"collection",
						"archive",
						"folder",
						"file"
					]
				}
			}
		},
		"FileReport": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"path",
				"member",
				"status",
				"reason",
				"bytes",
				"log",
				"wsus",
				"context",
				"verdict",
				"coverage",
				"scans",
				"outsideFailures",
				"network",
				"findings",
				"issues",
				"traces",
				"neighbor"
			],
			"properties": {
				"path": {
					"type": "string"
				},
				"member": {
					"type": [
						"string",
						"null"
					]
				},
				"status": {
					"$ref": "#/$defs/FileStatus"
				},
				"reason": {
					"type": [
						"string",
						"null"
					]
				},
				"bytes": {
					"type": "integer",
					"minimum": 0
				},
				"log": {
					"anyOf": [
						{
							"$ref": "#/$defs/LogFacts"
						},
						{
							"type": "null"
						}
					]
				},
				"wsus": {
					"anyOf": [
						{
							"$ref": "#/$defs/WsusFacts"
						},
						{
							"type": "null"
						}
					]
				},
				"context": {
					"anyOf": [
						{
							"$ref": "#/$defs/DeviceContext"
						},
						{
							"type": "null"
						}
					]
				},
				"verdict": {
					"$ref": "#/$defs/Verdict"
				},
				"coverage": {
					"type": "array",
					"items": {
						"type": "string",
						"minLength": 1
					}
				},
				"scans": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/Scan"
					}
				},
				"outsideFailures": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/OutsideFailure"
					}
				},
				"network": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/NetworkState"
					}
				},
				"findings": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/Finding"
					}
				},
				"issues": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/Issue"
					}
				},
				"traces": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/TraceOfSet"
					}
				},
				"neighbor": {
					"anyOf": [
						{
							"$ref": "#/$defs/NeighborLog"
						},
						{
							"type": "null"
						}
					]
				}
			},
			"allOf": [
				{
					"if": {
						"properties": {
							"status": {
								"const": "analyzed"
							}
						}
					},
					"then": {
						"properties": {
							"reason": {
								"type": "null"
							},
							"log": {
								"type": "object"
							}
						}
					},
					"else": {
						"properties": {
							"reason": {
								"type": "string",
								"minLength": 1
							}
						}
					}
				},
				{
					"if": {
						"properties": {
							"status": {
								"const": "skipped"
							}
						}
					},
					"then": {
						"properties": {
							"log": {
								"type": "null"
							},
							"wsus": {
								"type": "null"
							},
							"scans": {
								"type": "array",
								"maxItems": 0
							}
						}
					}
				}
			]
		},
		"FileStatus": {
			"type": "string",
			"enum": [
				"analyzed",
				"skipped",
				"failed"
			]
		},
		"LogFacts": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"dialect",
				"encoding",
				"lines",
				"records",
				"continuationLines",
				"unparsedLines",
				"firstTime",
				"lastTime",
				"utcOffset",
				"machineName",
				"clientVersions",
				"windowsBuilds",
				"verbose"
			],
			"properties": {
				"dialect": {
					"$ref": "#/$defs/DialectName"
				},
				"encoding": {
					"$ref": "#/$defs/EncodingName"
				},
				"lines": {
					"type": "integer",
					"minimum": 0
				},
				"records": {
					"type": "integer",
					"minimum": 0
				},
				"continuationLines": {
					"type": "integer",
					"minimum": 0
				},
				"unparsedLines": {
					"type": "integer",
					"minimum": 0
				},
				"firstTime": {
					"anyOf": [
						{
							"$ref": "#/$defs/Time"
						},
						{
							"type": "null"
						}
					]
				},
				"lastTime": {
					"anyOf": [
						{
							"$ref": "#/$defs/Time"
						},
						{
							"type": "null"
						}
					]
				},
				"utcOffset": {
					"type": [
						"string",
						"null"
					],
					"pattern": "^[+-]\\\\d{2}:\\\\d{2}$"
				},
				"machineName": {
					"type": [
						"string",
						"null"
					]
				},
				"clientVersions": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/Version"
					},
					"uniqueItems": true
				},
				"windowsBuilds": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/Version"
					},
					"uniqueItems": true
				},
				"verbose": {
					"type": "boolean"
				}
			}
		},
		"DialectName": {
			"type": "string",
			"enum": [
				"etw",
				"legacy",
				"undecoded",
				"raw",
				"trace"
			]
		},
		"EncodingName": {
			"type": "string",
			"enum": [
				"utf-8",
				"utf-8-bom",
				"utf-16le",
				"utf-16be",
				"windows-1252"
			]
		},
		"Time": {
			"type": "string",
			"pattern": "^\\\\d{4}-\\\\d{2}-\\\\d{2}T\\\\d{2}:\\\\d{2}:\\\\d{2}(\\\\.\\\\d{1,7})?$"
		},
		"Version": {
			"type": "string",
			"pattern": "^\\\\d{1,6}(\\\\.\\\\d{1,6}){1,4}$"
		},
		"WsusFacts": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"server",
				"statusServer",
				"alternateDownloadServer",
				"targetGroup",
				"scheme",
				"certificateStoreEmpty",
				"pinningMandatory",
				"certificateLines",
				"changes"
			],
			"properties": {
				"server": {
					"type": [
						"string",
						"null"
					]
				},
				"statusServer": {
					"type": [
						"string",
						"null"
					]
				},
				"alternateDownloadServer": {
					"type": [
						"string",
						"null"
					]
				},
				"targetGroup": {
					"type": [
						"string",
						"null"
					]
				},
				"scheme": {
					"anyOf": [
						{
							"$ref": "#/$defs/Scheme"
						},
						{
							"type": "null"
						}
					]
				},
				"certificateStoreEmpty": {
					"type": [
						"boolean",
						"null"
					]
				},
				"pinningMandatory": {
					"type": [
						"boolean",
						"null"
					]
				},
				"certificateLines": {
					"$ref": "#/$defs/CertificateLineCounts"
				},
				"changes": {
					"type": "array",
					"items": {
						"type": "object",
						"additionalProperties": false,
						"required": [
							"line",
							"time",
							"server"
						],
						"properties": {
							"line": {
								"$ref": "#/$defs/Line"
							},
							"time": {
								"anyOf": [
									{
										"$ref": "#/$defs/Time"
									},
									{
										"type": "null"
									}
								]
							},
							"server": {
								"type": [
									"string",
									"null"
								]
							}
						}
					}
				}
			}
		},
		"Scheme": {
			"type": "string",
			"enum": [
				"http",
				"https"
			]
		},
		"CertificateLineCounts": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"storeEmpty",
				"pinningMandatory",
				"inWsusStoreYes",
				"inWsusStoreNo"
			],
			"properties": {
				"storeEmpty": {
					"type": "integer",
					"minimum": 0
				},
				"pinningMandatory": {
					"type": "integer",
					"minimum": 0
				},
				"inWsusStoreYes": {
					"type": "integer",
					"minimum": 0
				},
				"inWsusStoreNo": {
					"type": "integer",
					"minimum": 0
				}
			}
		},
		"Line": {
			"type": "integer",
			"minimum": 1
		},
		"DeviceContext": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"files",
				"proxyPolicy",
				"pinningPolicy",
				"wsusServer",
				"useWsusServer",
				"systemProxy",
				"userProxy",
				"certificateStore",
				"sourcePolicies"
			],
			"properties": {
				"files": {
					"type": "array",
					"items": {
						"type": "object",
						"additionalProperties": false,
						"required": [
							"path",
							"kind"
						],
						"properties": {
							"path": {
								"type": "string"
							},
							"kind": {
								"$ref": "#/$defs/ContextKind"
							}
						}
					}
				},
				"proxyPolicy": {
					"enum": [
						0,
						1,
						null
					]
				},
				"pinningPolicy": {
					"enum": [
						0,
						1,
						null
					]
				},
				"wsusServer": {
					"type": [
						"string",
						"null"
					]
				},
				"useWsusServer": {
					"type": [
						"boolean",
						"null"
					]
				},
				"systemProxy": {
					"anyOf": [
						{
							"type": "object",
							"additionalProperties": false,
							"required": [
								"direct",
								"proxy",
								"bypass"
							],
							"properties": {
								"direct": {
									"type": "boolean"
								},
								"proxy": {
									"type": [
										"string",
										"null"
									]
								},
								"bypass": {
									"type": [
										"string",
										"null"
									]
								}
							}
						},
						{
							"type": "null"
						}
					]
				},
				"userProxy": {
					"anyOf": [
						{
							"type": "object",
							"additionalProperties": false,
							"required": [
								"enabled",
								"proxy",
								"bypass",
								"autoConfigUrl"
							],
							"properties": {
								"enabled": {
									"type": [
										"boolean",
										"null"
									]
								},
								"proxy": {
									"type": [
										"string",
										"null"
									]
								},
								"bypass": {
									"type": [
										"string",
										"null"
									]
								},
								"autoConfigUrl": {
									"type": [
										"string",
										"null"
									]
								}
							}
						},
						{
							"type": "null"
						}
					]
				},
				"certificateStore": {
					"anyOf": [
						{
							"type": "array",
							"items": {
								"$ref": "#/$defs/StoredCertificate"
							}
						},
						{
							"type": "null"
						}
					]
				},
				"sourcePolicies": {
					"anyOf": [
						{
							"type": "array",
							"items": {
								"type": "object",
								"additionalProperties": false,
								"required": [
									"name",
									"value"
								],
								"properties": {
									"name": {
										"type": "string"
									},
									"value": {
										"type": "string"
									}
								}
							}
						},
						{
							"type": "null"
						}
					]
				}
			}
		},
		"ContextKind": {
			"type": "string",
			"enum": [
				"registry-export",
				"registry-query",
				"powershell-list",
				"json",
				"winhttp-proxy",
				"certificate-store"
			]
		},
		"StoredCertificate": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"subject",
				"issuer",
				"thumbprint",
				"notAfter"
			],
			"properties": {
				"subject": {
					"type": [
						"string",
						"null"
					]
				},
				"issuer": {
					"type": [
						"string",
						"null"
					]
				},
				"thumbprint": {
					"type": [
						"string",
						"null"
					],
					"pattern": "^[0-9a-f]+$"
				},
				"notAfter": {
					"type": [
						"string",
						"null"
					]
				}
			}
		},
		"Verdict": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"level",
				"text"
			],
			"properties": {
				"level": {
					"type": "string",
					"enum": [
						"error",
						"warning",
						"info",
						"good",
						"none"
					]
				},
				"text": {
					"type": "string",
					"minLength": 1
				}
			}
		},
		"Scan": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"id",
				"pid",
				"tid",
				"callId",
				"cv",
				"caller",
				"online",
				"interactive",
				"service",
				"server",
				"start",
				"end",
				"durationMs",
				"outcome",
				"exitCode",
				"exitName",
				"rootCause",
				"updatesFound",
				"retries",
				"proxy",
				"certificate",
				"failures",
				"expected",
				"deviations",
				"timeline"
			],
			"properties": {
				"id": {
					"type": "integer",
					"minimum": 1
				},
				"pid": {
					"type": "integer",
					"minimum": 0
				},
				"tid": {
					"type": "integer",
					"minimum": 0
				},
				"callId": {
					"type": [
						"integer",
						"null"
					],
					"minimum": 0
				},
				"cv": {
					"type": [
						"string",
						"null"
					]
				},
				"caller": {
					"type": "string"
				},
				"online": {
					"type": [
						"boolean",
						"null"
					]
				},
				"interactive": {
					"type": [
						"boolean",
						"null"
					]
				},
				"service": {
					"type": "object",
					"additionalProperties": false,
					"required": [
						"id",
						"name"
					],
					"properties": {
						"id": {
							"anyOf": [
								{
									"$ref": "#/$defs/Guid"
								},
								{
									"type": "null"
								}
							]
						},
						"name": {
							"anyOf": [
								{
									"$ref": "#/$defs/ServiceName"
								},
								{
									"type": "null"
								}
							]
						}
					}
				},
				"server": {
					"anyOf": [
						{
							"$ref": "#/$defs/Endpoint"
						},
						{
							"type": "null"
						}
					]
				},
				"start": {
					"anyOf": [
						{
							"$ref": "#/$defs/Moment"
						},
						{
							"type": "null"
						}
					]
				},
				"end": {
					"anyOf": [
						{
							"$ref": "#/$defs/Moment"
						},
						{
							"type": "null"
						}
					]
				},
				"durationMs": {
					"type": [
						"integer",
						"null"
					],
					"minimum": 0
				},
				"outcome": {
					"$ref": "#/$defs/ScanOutcome"
				},
				"exitCode": {
					"anyOf": [
						{
							"$ref": "#/$defs/Code"
						},
						{
							"type": "null"
						}
					]
				},
				"exitName": {
					"type": [
						"string",
						"null"
					]
				},
				"rootCause": {
					"anyOf": [
						{
							"type": "object",
							"additionalProperties": false,
							"required": [
								"code",
								"name",
								"line"
							],
							"properties": {
								"code": {
									"$ref": "#/$defs/Code"
								},
								"name": {
									"type": [
										"string",
										"null"
									]
								},
								"line": {
									"$ref": "#/$defs/Line"
								}
							}
						},
						{
							"type": "null"
						}
					]
				},
				"updatesFound": {
					"type": [
						"integer",
						"null"
					],
					"minimum": 0
				},
				"retries": {
					"type": "integer",
					"minimum": 0
				},
				"proxy": {
					"$ref": "#/$defs/ScanProxy"
				},
				"certificate": {
					"$ref": "#/$defs/ScanCertificate"
				},
				"failures": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/Failure"
					}
				},
				"expected": {
					"$ref": "#/$defs/ExpectedBehavior"
				},
				"deviations": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/Deviation"
					}
				},
				"timeline": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/TimelineEntry"
					}
				}
			},
			"allOf": [
				{
					"if": {
						"properties": {
							"outcome": {
								"const": "failed"
							}
						}
					},
					"then": {
						"properties": {
							"exitCode": {
								"type": "string"
							},
							"rootCause": {
								"type": "object"
							}
						}
					},
					"else": {
						"properties": {
							"rootCause": {
								"type": "null"
							}
						}
					}
				},
				{
					"if": {
						"properties": {
							"end": {
								"type": "null"
							}
						}
					},
					"then": {
						"properties": {
							"durationMs": {
								"type": "null"
							}
						}
					}
				},
				{
					"if": {
						"properties": {
							"start": {
								"type": "null"
							}
						}
					},
					"then": {
						"properties": {
							"durationMs": {
								"type": "null"
							}
						}
					}
				},
				{
					"if": {
						"properties": {
							"online": {
								"const": false
							}
						}
					},
					"then": {
						"properties": {
							"proxy": {
								"type": "object",
								"properties": {
									"attempts": {
										"type": "array",
										"maxItems": 0
									},
									"outcome": {
										"const": "not-used"
									}
								}
							}
						}
					}
				}
			]
		},
		"Guid": {
			"type": "string",
			"pattern": "^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$"
		},
		"ServiceName": {
			"type": "string",
			"enum": [
				"WSUS",
				"Windows Update",
				"Microsoft Update",
				"Microsoft Store",
				"DCat Flighting",
				"SLS",
				"All services"
			]
		},
		"Endpoint": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"url",
				"scheme",
				"host",
				"port"
			],
			"properties": {
				"url": {
					"type": "string"
				},
				"scheme": {
					"$ref": "#/$defs/Scheme"
				},
				"host": {
					"type": "string",
					"pattern": "^[^A-Z]+$"
				},
				"port": {
					"type": [
						"integer",
						"null"
					],
					"minimum": 0,
					"maximum": 65535
				}
			}
		},
		"Moment": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"line",
				"time"
			],
			"properties": {
				"line": {
					"$ref": "#/$defs/Line"
				},
				"time": {
					"anyOf": [
						{
							"$ref": "#/$defs/Time"
						},
						{
							"type": "null"
						}
					]
				}
			}
		},
		"ScanOutcome": {
			"type": "string",
			"enum": [
				"succeeded",
				"failed",
				"cancelled",
				"unknown"
			]
		},
		"Code": {
			"type": "string",
			"pattern": "^0x[0-9A-F]{8}$"
		},
		"ScanProxy": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"behaviors",
				"attempts",
				"outcome"
			],
			"properties": {
				"behaviors": {
					"type": "array",
					"items": {
						"type": "object",
						"additionalProperties": false,
						"required": [
							"line",
							"url",
							"raw",
							"meaning"
						],
						"properties": {
							"line": {
								"$ref": "#/$defs/Line"
							},
							"url": {
								"type": [
									"string",
									"null"
								]
							},
							"raw": {
								"type": "string"
							},
							"meaning": {
								"anyOf": [
									{
										"$ref": "#/$defs/ProxyBehavior"
									},
									{
										"type": "null"
									}
								]
							}
						}
					}
				},
				"attempts": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/ProxyAttempt"
					}
				},
				"outcome": {
					"$ref": "#/$defs/ProxyOutcome"
				}
			}
		},
		"ProxyBehavior": {
			"type": "string",
			"enum": [
				"system-only",
				"system-then-user",
				"user-then-system"
			]
		},
		"ProxyAttempt": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"line",
				"time",
				"via",
				"proxy",
				"bypass",
				"url",
				"impersonation",
				"outcome",
				"code"
			],
			"properties": {
				"line": {
					"$ref": "#/$defs/Line"
				},
				"time": {
					"anyOf": [
						{
							"$ref": "#/$defs/Time"
						},
						{
							"type": "null"
						}
					]
				},
				"via": {
					"$ref": "#/$defs/ProxyVia"
				},
				"proxy": {
					"type": [
						"string",
						"null"
					]
				},
				"bypass": {
					"type": [
						"string",
						"null"
					]
				},
				"url": {
					"type": [
						"string",
						"null"
					]
				},
				"impersonation": {
					"type": [
						"boolean",
						"null"
					]
				},
				"outcome": {
					"type": "string",
					"enum": [
						"succeeded",
						"failed",
						"unknown"
					]
				},
				"code": {
					"anyOf": [
						{
							"$ref": "#/$defs/Code"
						},
						{
							"type": "null"
						}
					]
				}
			}
		},
		"ProxyVia": {
			"type": "string",
			"enum": [
				"system",
				"user",
				"direct",
				"named",
				"unknown"
			]
		},
		"ProxyOutcome": {
			"type": "string",
			"enum": [
				"not-used",
				"system",
				"user",
				"user-fallback",
				"system-fallback",
				"failed",
				"unknown"
			]
		},
		"ScanCertificate": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"inWsusStore",
				"storeEmpty",
				"pinningMandatory",
				"lines"
			],
			"properties": {
				"inWsusStore": {
					"type": [
						"string",
						"null"
					],
					"enum": [
						"yes",
						"no",
						null
					]
				},
				"storeEmpty": {
					"type": [
						"boolean",
						"null"
					]
				},
				"pinningMandatory": {
					"type": [
						"boolean",
						"null"
					]
				},
				"lines": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/Line"
					}
				}
			}
		},
		"Failure": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"line",
				"time",
				"component",
				"code",
				"name",
				"message",
				"category"
			],
			"properties": {
				"line": {
					"$ref": "#/$defs/Line"
				},
				"time": {
					"anyOf": [
						{
							"$ref": "#/$defs/Time"
						},
						{
							"type": "null"
						}
					]
				},
				"component": {
					"type": "string"
				},
				"code": {
					"$ref": "#/$defs/Code"
				},
				"name": {
					"type": [
						"string",
						"null"
					]
				},
				"message": {
					"type": "string"
				},
				"category": {
					"$ref": "#/$defs/FailureCategory"
				}
			}
		},
		"FailureCategory": {
			"type": "string",
			"enum": [
				"trust",
				"proxy",
				"network",
				"server",
				"cancelled",
				"other",
				"file-signature",
				"companion"
			]
		},
		"ExpectedBehavior": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"proxyOrders",
				"fallback",
				"pinning",
				"reasons"
			],
			"properties": {
				"proxyOrders": {
					"type": "array",
					"items": {
						"type": "array",
						"items": {
							"type": "string",
							"enum": [
								"system",
								"user"
							]
						}
					}
				},
				"fallback": {
					"type": "string",
					"enum": [
						"allowed",
						"not-allowed",
						"unknown"
					]
				},
				"pinning": {
					"type": "string",
					"enum": [
						"enforced",
						"not-enforced",
						"not-applicable",
						"unknown"
					]
				},
				"reasons": {
					"type": "array",
					"items": {
						"type": "object",
						"additionalProperties": false,
						"required": [
							"about",
							"text",
							"source"
						],
						"properties": {
							"about": {
								"$ref": "#/$defs/ExpectationSubject"
							},
							"text": {
								"type": "string",
								"minLength": 1
							},
							"source": {
								"type": "string",
								"minLength": 1
							}
						}
					}
				}
			}
		},
		"ExpectationSubject": {
			"type": "string",
			"enum": [
				"order",
				"fallback",
				"pinning"
			]
		},
		"Deviation": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"about",
				"text",
				"lines"
			],
			"properties": {
				"about": {
					"$ref": "#/$defs/ExpectationSubject"
				},
				"text": {
					"type": "string",
					"minLength": 1
				},
				"lines": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/Line"
					}
				}
			}
		},
		"TimelineEntry": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"line",
				"time",
				"kind",
				"severity",
				"text",
				"detail"
			],
			"properties": {
				"line": {
					"$ref": "#/$defs/Line"
				},
				"time": {
					"anyOf": [
						{
							"$ref": "#/$defs/Time"
						},
						{
							"type": "null"
						}
					]
				},
				"kind": {
					"$ref": "#/$defs/TimelineKind"
				},
				"severity": {
					"$ref": "#/$defs/Severity"
				},
				"text": {
					"type": "string"
				},
				"detail": {
					"$ref": "#/$defs/TimelineDetail"
				}
			}
		},
		"TimelineKind": {
			"type": "string",
			"enum": [
				"start",
				"setting",
				"endpoint",
				"call",
				"proxy-behavior",
				"proxy-attempt",
				"proxy-switch",
				"certificate",
				"failure",
				"retry",
				"recovery",
				"result",
				"end"
			]
		},
		"Severity": {
			"type": "string",
			"enum": [
				"error",
				"warning",
				"info"
			]
		},
		"TimelineDetail": {
			"oneOf": [
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"caller"
					],
					"properties": {
						"type": {
							"const": "scan-started"
						},
						"caller": {
							"type": "string"
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"outcome",
						"code"
					],
					"properties": {
						"type": {
							"const": "scan-ended"
						},
						"outcome": {
							"$ref": "#/$defs/ScanOutcome"
						},
						"code": {
							"anyOf": [
								{
									"$ref": "#/$defs/Code"
								},
								{
									"type": "null"
								}
							]
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"online",
						"interactive"
					],
					"properties": {
						"type": {
							"const": "scan-flags"
						},
						"online": {
							"type": [
								"boolean",
								"null"
							]
						},
						"interactive": {
							"type": [
								"boolean",
								"null"
							]
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"id",
						"name"
					],
					"properties": {
						"type": {
							"const": "service"
						},
						"id": {
							"type": "string"
						},
						"name": {
							"anyOf": [
								{
									"$ref": "#/$defs/ServiceName"
								},
								{
									"type": "null"
								}
							]
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"role",
						"url"
					],
					"properties": {
						"type": {
							"const": "endpoint"
						},
						"role": {
							"type": "string",
							"enum": [
								"client",
								"targeting",
								"reporting"
							]
						},
						"url": {
							"type": "string"
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"service",
						"url"
					],
					"properties": {
						"type": {
							"const": "server"
						},
						"service": {
							"anyOf": [
								{
									"$ref": "#/$defs/ServiceName"
								},
								{
									"type": "null"
								}
							]
						},
						"url": {
							"type": "string"
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"call",
						"state"
					],
					"properties": {
						"type": {
							"const": "call"
						},
						"call": {
							"type": "string"
						},
						"state": {
							"type": "string",
							"enum": [
								"started",
								"stopped"
							]
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"httpStatus",
						"code"
					],
					"properties": {
						"type": {
							"const": "service-discovery"
						},
						"httpStatus": {
							"type": [
								"integer",
								"null"
							],
							"minimum": 1
						},
						"code": {
							"$ref": "#/$defs/Code"
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"raw",
						"meaning",
						"url"
					],
					"properties": {
						"type": {
							"const": "proxy-behavior"
						},
						"raw": {
							"type": "string"
						},
						"meaning": {
							"anyOf": [
								{
									"$ref": "#/$defs/ProxyBehavior"
								},
								{
									"type": "null"
								}
							]
						},
						"url": {
							"type": "string"
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"via",
						"impersonation"
					],
					"properties": {
						"type": {
							"const": "proxy-attempt"
						},
						"via": {
							"type": "string",
							"enum": [
								"system",
								"user",
								"direct",
								"automatic"
							]
						},
						"impersonation": {
							"type": [
								"boolean",
								"null"
							]
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"proxy",
						"bypass"
					],
					"properties": {
						"type": {
							"const": "proxy-list"
						},
						"proxy": {
							"type": [
								"string",
								"null"
							]
						},
						"bypass": {
							"type": [
								"string",
								"null"
							]
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"from",
						"to"
					],
					"properties": {
						"type": {
							"const": "proxy-switch"
						},
						"from": {
							"type": "string",
							"enum": [
								"system",
								"user"
							]
						},
						"to": {
							"type": [
								"string",
								"null"
							],
							"enum": [
								"system",
								"user",
								null
							]
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"code"
					],
					"properties": {
						"type": {
							"const": "retry"
						},
						"code": {
							"anyOf": [
								{
									"$ref": "#/$defs/Code"
								},
								{
									"type": "null"
								}
							]
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"code",
						"category"
					],
					"properties": {
						"type": {
							"const": "failure"
						},
						"code": {
							"$ref": "#/$defs/Code"
						},
						"category": {
							"$ref": "#/$defs/FailureCategory"
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"url"
					],
					"properties": {
						"type": {
							"const": "web-error"
						},
						"url": {
							"type": [
								"string",
								"null"
							]
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"code",
						"reportedAs"
					],
					"properties": {
						"type": {
							"const": "error-mapped"
						},
						"code": {
							"$ref": "#/$defs/Code"
						},
						"reportedAs": {
							"$ref": "#/$defs/Code"
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"call",
						"code",
						"action"
					],
					"properties": {
						"type": {
							"const": "recovery"
						},
						"call": {
							"type": "string"
						},
						"code": {
							"$ref": "#/$defs/Code"
						},
						"action": {
							"type": "string"
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"fact"
					],
					"properties": {
						"type": {
							"const": "certificate"
						},
						"fact": {
							"type": "string",
							"enum": [
								"store-empty",
								"pinning-mandatory",
								"pinning-not-mandatory",
								"in-wsus-store",
								"not-in-wsus-store",
								"tls-check",
								"tls-refused"
							]
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"count"
					],
					"properties": {
						"type": {
							"const": "updates-found"
						},
						"count": {
							"type": "integer",
							"minimum": 0
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"tries"
					],
					"properties": {
						"type": {
							"const": "failed-tries"
						},
						"tries": {
							"type": "array",
							"items": {
								"type": "object",
								"additionalProperties": false,
								"required": [
									"code",
									"via"
								],
								"properties": {
									"code": {
										"$ref": "#/$defs/Code"
									},
									"via": {
										"type": "string",
										"enum": [
											"system",
											"user"
										]
									}
								}
							}
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"code"
					],
					"properties": {
						"type": {
							"const": "exit-code"
						},
						"code": {
							"$ref": "#/$defs/Code"
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type",
						"connected"
					],
					"properties": {
						"type": {
							"const": "network"
						},
						"connected": {
							"type": "boolean"
						}
					}
				},
				{
					"type": "object",
					"additionalProperties": false,
					"required": [
						"type"
					],
					"properties": {
						"type": {
							"const": "note"
						}
					}
				}
			]
		},
		"OutsideFailure": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"kind",
				"code",
				"name",
				"server",
				"proxySteps",
				"message",
				"count",
				"first",
				"last",
				"threads",
				"recovered",
				"noise"
			],
			"properties": {
				"kind": {
					"type": "string",
					"enum": [
						"service-discovery",
						"self-update",
						"web-service",
						"download",
						"install",
						"reporting",
						"registration",
						"access",
						"other"
					]
				},
				"code": {
					"$ref": "#/$defs/Code"
				},
				"name": {
					"type": [
						"string",
						"null"
					]
				},
				"server": {
					"anyOf": [
						{
							"$ref": "#/$defs/Endpoint"
						},
						{
							"type": "null"
						}
					]
				},
				"proxySteps": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/ProxyVia"
					}
				},
				"message": {
					"type": "string"
				},
				"count": {
					"type": "integer",
					"minimum": 1
				},
				"first": {
					"$ref": "#/$defs/Moment"
				},
				"last": {
					"$ref": "#/$defs/Moment"
				},
				"threads": {
					"type": "array",
					"items": {
						"type": "object",
						"additionalProperties": false,
						"required": [
							"pid",
							"tid"
						],
						"properties": {
							"pid": {
								"type": "integer",
								"minimum": 0
							},
							"tid": {
								"type": "integer",
								"minimum": 0
							}
						}
					}
				},
				"recovered": {
					"anyOf": [
						{
							"$ref": "#/$defs/Moment"
						},
						{
							"type": "null"
						}
					]
				},
				"noise": {
					"type": "boolean"
				}
			}
		},
		"NetworkState": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"line",
				"time",
				"connected",
				"text"
			],
			"properties": {
				"line": {
					"$ref": "#/$defs/Line"
				},
				"time": {
					"anyOf": [
						{
							"$ref": "#/$defs/Time"
						},
						{
							"type": "null"
						}
					]
				},
				"connected": {
					"type": "boolean"
				},
				"text": {
					"type": "string"
				}
			}
		},
		"Finding": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"rule",
				"severity",
				"title",
				"explanation",
				"nextSteps",
				"steps",
				"references",
				"scans",
				"failures",
				"evidence"
			],
			"properties": {
				"rule": {
					"type": "string",
					"minLength": 1
				},
				"severity": {
					"$ref": "#/$defs/Severity"
				},
				"title": {
					"type": "string",
					"minLength": 1
				},
				"explanation": {
					"type": "string"
				},
				"nextSteps": {
					"type": "array",
					"items": {
						"type": "string"
					}
				},
				"steps": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/Step"
					}
				},
				"references": {
					"type": "array",
					"items": {
						"type": "string"
					}
				},
				"scans": {
					"type": "array",
					"items": {
						"type": "integer",
						"minimum": 1
					}
				},
				"failures": {
					"type": "array",
					"items": {
						"type": "integer",
						"minimum": 0
					}
				},
				"evidence": {
					"type": "array",
					"items": {
						"type": "object",
						"additionalProperties": false,
						"required": [
							"line",
							"text"
						],
						"properties": {
							"line": {
								"$ref": "#/$defs/Line"
							},
							"text": {
								"type": "string"
							}
						}
					},
					"minItems": 1
				}
			}
		},
		"Step": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"text",
				"command",
				"changes"
			],
			"properties": {
				"text": {
					"type": "string",
					"minLength": 1
				},
				"command": {
					"type": [
						"string",
						"null"
					]
				},
				"changes": {
					"type": "boolean"
				}
			}
		},
		"Issue": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"kind",
				"line",
				"count",
				"message"
			],
			"properties": {
				"kind": {
					"$ref": "#/$defs/IssueKind"
				},
				"line": {
					"anyOf": [
						{
							"$ref": "#/$defs/Line"
						},
						{
							"type": "null"
						}
					]
				},
				"count": {
					"type": "integer",
					"minimum": 1
				},
				"message": {
					"type": "string",
					"minLength": 1
				}
			}
		},
		"IssueKind": {
			"type": "string",
			"enum": [
				"line-too-long",
				"record-too-long",
				"nul-bytes",
				"control-bytes",
				"invalid-text",
				"truncated-character",
				"encoding-changes",
				"unparsed-lines",
				"other-text",
				"layout-guessed",
				"buddhist-calendar",
				"calendar-unknown",
				"time-unreadable",
				"undecoded",
				"clock-went-back",
				"facts-dropped",
				"context-unreadable",
				"archive-entry",
				"read-error",
				"events-lost",
				"events-skipped",
				"event-log-damaged",
				"trace-cut",
				"trace-damaged",
				"trace-gap",
				"trace-overlap",
				"trace-set",
				"trace-unclosed",
				"trace-unsorted"
			]
		},
		"TraceOfSet": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"file",
				"status",
				"reason",
				"bytes",
				"lines"
			],
			"properties": {
				"file": {
					"type": "string"
				},
				"status": {
					"$ref": "#/$defs/FileStatus"
				},
				"reason": {
					"type": [
						"string",
						"null"
					]
				},
				"bytes": {
					"type": "integer",
					"minimum": 0
				},
				"lines": {
					"type": "integer",
					"minimum": 0
				}
			}
		},
		"NeighborLog": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"kind",
				"what",
				"machineName",
				"failures",
				"failureCount",
				"lastSuccess"
			],
			"properties": {
				"kind": {
					"type": "string",
					"enum": [
						"wuahandler",
						"scan-agent",
						"configmgr",
						"reporting-events",
						"event-log",
						"error-report",
						"azure-extension",
						"tool-output"
					]
				},
				"what": {
					"type": "string",
					"minLength": 1
				},
				"machineName": {
					"type": [
						"string",
						"null"
					]
				},
				"failures": {
					"type": "array",
					"items": {
						"$ref": "#/$defs/NeighborFailure"
					}
				},
				"failureCount": {
					"type": "integer",
					"minimum": 0
				},
				"lastSuccess": {
					"anyOf": [
						{
							"$ref": "#/$defs/Moment"
						},
						{
							"type": "null"
						}
					]
				}
			}
		},
		"NeighborFailure": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"action",
				"code",
				"name",
				"line",
				"time"
			],
			"properties": {
				"action": {
					"type": "string",
					"enum": [
						"scan",
						"download",
						"install",
						"other"
					]
				},
				"code": {
					"anyOf": [
						{
							"$ref": "#/$defs/Code"
						},
						{
							"type": "null"
						}
					]
				},
				"name": {
					"type": [
						"string",
						"null"
					]
				},
				"line": {
					"$ref": "#/$defs/Line"
				},
				"time": {
					"anyOf": [
						{
							"$ref": "#/$defs/Time"
						},
						{
							"type": "null"
						}
					]
				}
			}
		},
		"TriageDone": {
			"type": "object",
			"additionalProperties": false,
			"required": [
				"schema",
				"path",
				"bytes",
				"modified",
				"hash",
				"parts",
				"results",
				"failed",
				"isFatal",
				"finished",
				"milliseconds"
			],
			"properties": {
				"schema": {
					"const": "wulens-done/1"
				},
				"path": {
					"type": "string"
				},
				"bytes": {
					"type": "integer",
					"minimum": 0
				},
				"modified": {
					"type": "string"
				},
				"hash": {
					"anyOf": [
						{
							"$ref": "#/$defs/Hash"
						},
						{
							"type": "null"
						}
					]
				},
				"parts": {
					"type": "array",
					"items": {
						"type": "object",
						"additionalProperties": false,
						"required": [
							"file",
							"bytes",
							"modified",
							"hash"
						],
						"properties": {
							"file": {
								"type": "string"
							},
							"bytes": {
								"type": "integer",
								"minimum": 0
							},
							"modified": {
								"type": "string"
							},
							"hash": {
								"anyOf": [
									{
										"$ref": "#/$defs/Hash"
									},
									{
										"type": "null"
									}
								]
							}
						}
					}
				},
				"results": {
					"type": "integer",
					"minimum": 0
				},
				"failed": {
					"type": "integer",
					"minimum": 0
				},
				"isFatal": {
					"type": "boolean"
				},
				"finished": {
					"type": "string"
				},
				"milliseconds": {
					"type": "integer",
					"minimum": 0
				}
			}
		},
		"Hash": {
			"type": "string",
			"pattern": "^[0-9a-f]{64}$"
		}
	}
}`;
